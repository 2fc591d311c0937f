"""Cuts an article into accounts: text, zones and quotations in, sentences with their voices out.

A voice is whose words stand there: the narrator's, or, between quotation marks, a speaker's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from recoupe import lexicon, marks
from recoupe.link.twins import surname
from recoupe.records import READ_ZONES, Quotation, Zone

NARRATOR, UNKNOWN = "", "?"
SHORTEST = 20
"""Characters of a sentence from which it is an account of something."""
LONGEST = 3_000
"""Characters over which there is no sentence, but a list or a defect. The longest of the
11,864 sentences in 1,157 Wikinews articles has 898; one of 100,000, which a page can be made of,
took 22 s."""

_END = re.compile(r"(?<=[.!?…])[\"»”’']?\s+(?=[^\W\d_a-z]|[«“\"\d])")
_LAST = re.compile(r"([^\W\d_]+)\.$")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation of an article: where its words lie, and the surname of who says them."""

    start: int
    end: int
    speaker: str


@dataclass(frozen=True, slots=True)
class Account:
    """One sentence of an article that is read; ``headline`` tells that it stands over the text."""

    start: int
    end: int
    headline: bool


def accounts(text: str, zones: Sequence[Zone], language: str) -> Iterator[Account]:
    """Yield the sentences of the zones that are read, in order; none is without end."""
    for zone in zones:
        if zone.kind not in READ_ZONES:
            continue
        headline = zone.kind in {"title", "lead", "heading"}
        for start, end in _sentences(text, zone.start, zone.end, language):
            if SHORTEST <= end - start <= LONGEST:
                yield Account(start, end, headline)


def _sentences(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    for line in re.finditer(r"[^\n]+", text[start:end]):
        first = begin = start + line.start()
        stop = start + line.end()
        for cut in _END.finditer(text, first, stop):
            head = text[begin : cut.start()].rstrip()
            if _abbreviated(head, language):
                continue
            yield _trimmed(text, begin, cut.end())
            begin = cut.end()
        yield _trimmed(text, begin, stop)


def _abbreviated(head: str, language: str) -> bool:
    """Tell whether a text ends with the full stop of an abbreviation: « M. », « Mme. »."""
    last = _LAST.search(head)
    short = lexicon.words(language, "alignment", "abbreviations")
    return last is not None and (len(last[1]) == 1 or last[1].lower() in short)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


class Voices:
    """Tells whose words stand at a place of a text."""

    def __init__(self, text: str, spoken: Sequence[Spoken]) -> None:
        self._text = text
        self._spoken = spoken

    def at(self, start: int, end: int) -> str:
        """Return the speaker's surname, ``?`` for quoted words of nobody known, or nothing."""
        if not marks.are_around(self._text, start, end):
            return NARRATOR
        here = [q for q in self._spoken if q.start < end and start < q.end]
        inner = min(here, key=lambda q: q.end - q.start, default=None)
        return (inner.speaker if inner else "") or UNKNOWN

    def teller(self, start: int, end: int) -> str:
        """Return who is reported to say what stands here, in whatever words; or nothing."""
        here = [q for q in self._spoken if q.start < end and start < q.end]
        widest = max(here, key=lambda q: min(q.end, end) - max(q.start, start), default=None)
        return widest.speaker if widest else ""


def spoken(quotations: Iterable[Quotation]) -> list[Spoken]:
    """Return the quotations of an article as stretches with the surname of the speaker."""
    ordered = sorted(quotations, key=lambda q: q.id)
    return [
        Spoken(span.start, span.end, surname(q.speaker_name or ""))
        for q in ordered
        for span in q.content
    ]
