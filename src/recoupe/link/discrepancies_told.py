"""Writes discrepancies down: differing words of articles in, records with notes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from recoupe import lexicon
from recoupe.findings import Discrepancy, DiscrepancyKind, Passage
from recoupe.ids import make_id

LONGEST = 300
"""Characters of a passage; of a longer sentence what stands around the differing words is shown."""
MOST_PASSAGES = 6
"""Passages of one discrepancy: more than that nobody lays side by side."""
MOST_TOLD = 90
"""Characters of each wording in a note."""
READER = "en"
"""The language of the notes."""
TWO_LISTS = frozenset({"loaded_reported"})
"""Notes that tell apart what stands between quotation marks and what does not."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article as discrepancies need it: its text, day and origin (of reprints, the original)."""

    id: str
    text: str
    language: str
    day: str
    origin: str
    outlet: str


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """Differing words of an article, with the sentence they stand in."""

    article: str
    start: int
    end: int
    first: int
    last: int


def days_apart(pages: Iterable[Page]) -> int:
    """Return how many days lie between the first and the last of some articles, where known."""
    known = sorted(date.fromisoformat(p.day) for p in pages if len(p.day) == len("2000-01-01"))
    return (known[-1] - known[0]).days if known else 0


NEAR = 3
"""Days between two articles up to which they tell one fact, and not the next of its kind."""


def two_accounts(one: Page, other: Page) -> bool:
    """Tell whether two articles give accounts of one moment.

    What one outlet tells on another day is the next event of a kind, or its count gone on; so is
    what pages tell whose outlets nobody knows.
    """
    apart = days_apart((one, other))
    if one.outlet and other.outlet and one.outlet != other.outlet:
        return apart <= NEAR
    return apart == 0


TWO_ACCOUNTS = f"""
    coalesce(abs(date_diff('day', x.dated, y.dated)), 0)
    <= CASE WHEN x.outlet <> '' AND y.outlet <> '' AND x.outlet <> y.outlet THEN {NEAR} ELSE 0 END
"""
"""What :func:`two_accounts` tells, in SQL, of two rows ``x`` and ``y`` of the table ``held``."""


def passage(page: Page, words: Words) -> Passage:
    """Return the sentence around some words, cut at words where it is long."""
    first, last = words.first, words.last
    if last - first > LONGEST:
        spare = max(0, LONGEST - (words.end - words.start)) // 2
        first = max(first, words.start - spare)
        last = min(last, words.end + spare)
        while first > words.first and not page.text[first - 1].isspace():
            first += 1 if first < words.start else 0
            if first >= words.start:
                break
        while last < words.last and not page.text[last : last + 1].isspace():
            last -= 1 if last > words.end else 0
            if last <= words.end:
                break
    text = page.text[first:last]
    first += len(text) - len(text.lstrip())
    last -= len(text) - len(text.rstrip())
    return Passage(page.id, first, last, page.text[first:last])


def note(reason: str, *told: Sequence[str]) -> str:
    """Return the sentence that tells the difference between two or more wordings.

    Most have one list of wordings, those of ``TWO_LISTS`` two: the quoted ones and the others.

    >>> note("loaded", ["annexés", "occupés"])
    'The words chosen change the sense: "annexés" against "occupés".'
    """
    return str(lexicon.table(READER, "notes")["groups"][reason]).format(*map(_listed, told))


def _listed(told: Sequence[str]) -> str:
    """Return wordings between quotation marks, each once, against one another."""
    templates = lexicon.table(READER, "notes")["differences"]
    once = {_ungrouped(t): t for t in reversed(told)}
    quoted = (shorten(once[t], MOST_TOLD, placeholder="…") for t in _in_order(told))
    return f" {templates['against']} ".join(templates["quoted"].format(q) for q in quoted)


def _in_order(told: Sequence[str]) -> Iterable[str]:
    return dict.fromkeys(map(_ungrouped, told))


def _ungrouped(text: str) -> str:
    """Return a wording in lower case, its numbers without marks: « 14 000 » is « 14.000 ».

    >>> _ungrouped("14.000 Manifestants") == _ungrouped("14 000 manifestants")
    True
    """
    return _GROUPED.sub("", text.casefold())


_GROUPED = re.compile(r"(?<=\d)[\s.,](?=\d{3}(?!\d))")
"""The mark between two groups of digits."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a discrepancy is, apart from its passages; ``reason`` names its note.

    ``quoted`` are the words between quotation marks, where the note is one of ``TWO_LISTS``.
    """

    kind: DiscrepancyKind
    reason: str
    about: str
    weight: float
    compatible: bool = False
    utterance: str | None = None
    quoted: frozenset[Words] = frozenset()


def tell(told: Told, found: Iterable[Words], pages: dict[str, Page]) -> Discrepancy | None:
    """Return the discrepancy, or nothing where its words stand in one origin only."""
    ordered = sorted(set(found), key=lambda w: (pages[w.article].day, w))
    ordered = ordered[:MOST_PASSAGES]
    if len({pages[w.article].origin for w in ordered}) <= 1:
        return None
    if len({_ungrouped(pages[w.article].text[w.start : w.end]) for w in ordered}) <= 1:
        return None
    words = tuple(
        Passage(w.article, w.start, w.end, pages[w.article].text[w.start : w.end]) for w in ordered
    )
    shown = tuple(passage(pages[w.article], w) for w in ordered)
    places = [(p.article, p.start, p.end) for p in words]
    return Discrepancy(
        make_id("discrepancy", told.kind, told.reason, *places),
        told.kind,
        told.about,
        shown,
        _note(told, ordered, words),
        round(told.weight, 3),
        told.compatible,
        told.utterance,
        words,
    )


def _note(told: Told, ordered: Sequence[Words], shown: Sequence[Passage]) -> str:
    if told.reason not in TWO_LISTS:
        return note(told.reason, [p.text for p in shown])
    sides = [
        [p.text for w, p in zip(ordered, shown, strict=True) if (w in told.quoted) == inside]
        for inside in (True, False)
    ]
    return note(told.reason, *sides)
