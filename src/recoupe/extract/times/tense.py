"""Tells whether a clause announces what is to come: a text and a place in, yes or no out.

No parse is needed: the words of ``[tense]`` in ``times.toml`` (endings of the future, words of
planning, signs of the past) are looked for between the marks and words that part clauses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import inf
from typing import Any

from recoupe import lexicon
from recoupe.extract.times.lexemes import plain

FAR = 300
"""Characters of a clause that are read on either side: hostile text has no end of clause."""
WINDOW = 3_000
"""Characters in which the end of a clause is looked for at once, where there is none nearer."""
LONGEST_WORDS = 60
"""Characters before a day in which its participle and what stands before that are looked for."""
SHORTEST_PARTICIPLE = 4
"""Letters: « lu » and « né » are rarer before a day than the short words that end so."""
_WORD = re.compile(r"[^\W\d_]+['’]?")
_NEVER = "(?!)"


@dataclass(frozen=True, slots=True, eq=False)
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


class Clauses:
    """The clauses of one text, asked for from left to right.

    Where clauses end and what was scanned is kept in mind, so that the whole text is gone through a
    few times at most, however many days it names.
    """

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._signs = signs(language)
        self._clause = (0, 0)
        self._read_to = 0
        self._stop = (0, -1)
        self._scanned = (0, -1)
        self._coming: list[tuple[int, int]] = []
        self._past: list[tuple[int, int]] = []

    def announce(self, start: int, end: int) -> bool:
        """Tell whether the clause around ``start:end`` speaks of what is to come.

        What stands before the day decides, the nearest sign first (*le texte adopté lundi sera
        publié* is past, *le conseil se réunira lundi* is not), else what stands after it. A day
        alone between commas goes with the clauses beside it (*Lundi, le conseil se réunira*).
        """
        first, last = self._bounds(start, end)
        self._scan(first, last)
        coming = [span for span in self._coming if first <= span[0] < last]
        if not coming:
            return False
        past = [span for span in self._past if first <= span[0] < last]
        before = _last(coming, start), _last(past, start)
        if before[0] < start - 1 and self._is_done(first, start):
            return False
        if before != (-1, -1):
            return before[0] > before[1]
        return _first(coming, end) < _first(past, end)

    def _bounds(self, start: int, end: int) -> tuple[int, int]:
        """Return where the clause around a day begins and ends."""
        text = self._text
        self._move(start)
        earlier, first = self._clause
        first, last = max(first, start - FAR), self._stop_after(end)
        if not _WORD.search(text, first, start) and not _WORD.search(text, end, last):
            if text[first - 1 : first] == ",":
                first = max(earlier, start - FAR)
            if text[last : last + 1] == ",":
                last = self._stop_after(last + 1)
        return first, min(last, end + FAR)

    def _move(self, place: int) -> None:
        """Move to the clause that holds ``place``."""
        for m in self._signs.breaks.finditer(self._text, max(self._read_to, place - FAR), place):
            self._clause = (self._clause[1], m.end())
        self._read_to = place

    def _stop_after(self, place: int) -> int:
        """Return where the clause that goes on at ``place`` ends."""
        if not self._stop[0] <= place <= self._stop[1]:
            limit = min(len(self._text), place + WINDOW)
            m = self._signs.breaks.search(self._text, place, limit)
            self._stop = (place, m.start() if m else limit)
        return self._stop[1]

    def _scan(self, first: int, last: int) -> None:
        """Find the signs between two places, unless they are known."""
        if self._scanned[0] <= first and last <= self._scanned[1]:
            return
        last = max(last, self._stop[1])
        self._scanned = (first, last)
        coming, past = _marks(self._signs, self._text[first:last])
        self._coming = [(first + start, first + end) for start, end in coming]
        self._past = [(first + start, first + end) for start, end in past]

    def _is_done(self, first: int, start: int) -> bool:
        """Tell whether a participle stands right before the day: *le texte adopté lundi*.

        Not *sera adopté lundi*, nor a noun of the same form (*l'assemblée lundi*).
        """
        before = self._text[max(first, start - LONGEST_WORDS) : start]
        words = [plain(word).lower() for word in _WORD.findall(before)][-3:]
        if len(words) <= 1 or len(words[-1]) < SHORTEST_PARTICIPLE:
            return False
        if not words[-1].endswith(self._signs.participles):
            return False
        return words[-2] not in self._signs.determiners and self._signs.being.isdisjoint(words)


@lru_cache(1_000)
def _marks(signs: Signs, clause: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return where a clause speaks of what is to come, and where of what is past."""
    here = plain(clause)
    return (
        [m.span() for m in signs.coming.finditer(here)],
        [m.span() for m in signs.past.finditer(here)],
    )


def _last(spans: list[tuple[int, int]], place: int) -> int:
    """Return the end of the last span that begins before ``place``, -1 where there is none."""
    return max((end for start, end in spans if start < place), default=-1)


def _first(spans: list[tuple[int, int]], place: int) -> float:
    """Return the start of the first span from ``place`` on, infinity where there is none."""
    return min((start for start, _ in spans if start >= place), default=inf)
