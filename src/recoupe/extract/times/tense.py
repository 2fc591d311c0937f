"""Tells whether a clause announces what is to come: a text and a place in, yes or no out.

No parse is needed: the words of ``[tense]`` in ``times.toml`` (endings of the future, words of
planning, signs of the past) are looked for between the marks and words that part clauses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from recoupe import lexicon
from recoupe.extract.times.lexemes import plain

FAR = 300
"""Characters of a clause that are read on either side: hostile text has no end of clause."""
SHORTEST_PARTICIPLE = 4
"""Letters: « lu » and « né » are rarer before a day than the short words that end so."""
_WORD = re.compile(r"[^\W\d_]+'?")
_NEVER = "(?!)"


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells the tense in one language: ends of clauses, signs to come, signs of the past."""

    breaks: re.Pattern[str]
    coming: re.Pattern[str]
    past: re.Pattern[str]
    participles: tuple[str, ...]
    determiners: frozenset[str]
    being: frozenset[str]


@cache
def signs(language: str) -> Signs:
    """Compile the ``[tense]`` table of one language."""
    table: dict[str, Any] = lexicon.table(language, "times")["tense"]
    unmeant = "".join(f"(?<!{re.escape(word)} )" for word in table["not_planned_after"])
    ending = rf"(?!(?:{_any(table['not_future'])})\b)[^\W\d_]*(?:{_any(table['endings'])})\b"
    infinitive = rf"[^\W\d_]+(?:{_any(table['infinitives'])})\b"
    coming = [
        rf"(?i:\b{unmeant}(?:{_any(table['planned'])})(?!\w))",
        rf"\b(?:{_any(table['going_to'])}) (?:\S+ ){{0,2}}?{infinitive}",
        rf"\b{ending}",
    ]
    past = [
        rf"\b(?:{_any(table['had'])})\b(?: [\w'-]+){{0,2}}",
        rf"\b(?:{_any(table['past'])})(?!\w)",
    ]
    return Signs(
        re.compile(rf"[{re.escape(table['marks'])}\n]|\b(?:{_any(table['break_words'])})(?!\w)"),
        re.compile("|".join(coming)),
        re.compile("|".join(past)),
        tuple(table["participles"]),
        frozenset(table["determiners"]),
        frozenset(table["being"]),
    )


def _any(words: list[str]) -> str:
    """Return the alternation of some words, the longest first; of none, what never matches."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or _NEVER


@dataclass(slots=True)
class Clauses:
    """The clauses of one text, asked for from left to right."""

    text: str
    language: str
    _start: int = 0
    _end: int = 0
    _before: int = 0
    _signs: Signs = field(init=False)

    def __post_init__(self) -> None:
        """Look up the signs of the language."""
        self._signs = signs(self.language)

    def announce(self, start: int, end: int) -> bool:
        """Tell whether the clause around ``start:end`` speaks of what is to come.

        What stands before the day decides, the nearest sign first (*le texte adopté lundi sera
        publié* is past, *le conseil se réunira lundi* is not), else what stands after it. A day
        alone between commas goes with the clauses beside it (*Lundi, le conseil se réunira*).
        """
        self._find(start)
        first, last = self._start, self._clause_end(end)
        if not _WORD.search(self.text, first, start) and not _WORD.search(self.text, end, last):
            first = self._before if self.text[first - 1 : first] == "," else first
            last = self._clause_end(last + 1) if self.text[last : last + 1] == "," else last
        before = plain(self.text[max(first, start - FAR) : start])
        told = self._told(before)
        return self._opens(plain(self.text[end:last])) if told is None else told

    def _find(self, place: int) -> None:
        """Move to the clause that holds ``place``."""
        here = max(self._end, place - FAR)
        if here > place:
            here = self._start
        for m in self._signs.breaks.finditer(self.text, here, place):
            self._before, self._start = self._start, m.end()
        self._end = place

    def _clause_end(self, place: int) -> int:
        m = self._signs.breaks.search(self.text, place, place + FAR)
        return m.start() if m else min(len(self.text), place + FAR)

    def _told(self, before: str) -> bool | None:
        """Tell what the nearest sign before the day says; ``None`` where there is none."""
        coming = max((m.end() for m in self._signs.coming.finditer(before)), default=-1)
        past = max((m.end() for m in self._signs.past.finditer(before)), default=-1)
        if coming < len(before.rstrip()) and self._is_done(before):
            past = len(before)
        return None if coming == past else coming > past

    def _is_done(self, before: str) -> bool:
        """Tell whether a participle stands right before the day: *le texte adopté lundi*.

        Not *sera adopté lundi*, nor a noun of the same form (*l'assemblée lundi*).
        """
        words = [word.lower() for word in _WORD.findall(before[-60:])][-4:]
        if len(words) <= 1 or len(words[-1]) < SHORTEST_PARTICIPLE:
            return False
        if not words[-1].endswith(self._signs.participles):
            return False
        return words[-2] not in self._signs.determiners and self._signs.being.isdisjoint(words[-3:])

    def _opens(self, after: str) -> bool:
        """Tell whether the first sign after the day is one of what is to come."""
        coming = self._signs.coming.search(after)
        past = self._signs.past.search(after)
        return coming is not None and (past is None or coming.start() < past.start())
