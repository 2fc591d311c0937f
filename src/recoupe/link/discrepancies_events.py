"""Compares when and where one act took place: the events of a story in, discrepancies out.

One act is told by two articles where its type, who takes part and what it is about are the same
(``acts.same`` of ``facts``). The day and the place are held against each other where both are told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from recoupe.findings import Discrepancy
from recoupe.link.differences_names import one_place
from recoupe.link.differences_side import overlap, side
from recoupe.link.discrepancies_batch import Rows
from recoupe.link.discrepancies_told import Page, Told, Words, tell, two_accounts

SAME_ACT = 10
"""Days between two dates of one act from which they are taken for two acts of a kind."""
DATE, PLACE = 0.75, 0.7
"""What the discrepancies of either kind are worth."""

ACTS = """
    WITH here AS (
        SELECT story, id, same, a.article, "trigger"."start" AS at, "date", place,
            spans[1]."start" AS first,
            spans[len(spans)]."end" AS last
        FROM acts a JOIN held h ON h.article = a.article
        WHERE status IN ('done', 'under way') AND split_part(same, '|', 2) <> ''
        AND split_part(same, '|', 3) || split_part(same, '|', 4) <> ''
    ),
    dated AS (
        SELECT h.id, arg_min(t.span, abs(t.span."start" - h.at)) AS told
        FROM here h JOIN times t ON t.article = h.article AND t."value" = h."date"
        WHERE regexp_full_match(h."date", '\\d{4}-\\d\\d-\\d\\d') GROUP BY h.id
    )
    SELECT h.story, h.same, h.article, h.first, h.last, h."date", d.told."start", d.told."end",
        h.place."start", h.place."end"
    FROM here h LEFT JOIN dated d ON d.id = h.id
    WHERE d.told IS NOT NULL OR h.place IS NOT NULL ORDER BY ALL
"""
"""The acts of some stories whose day or place is told."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act as one article tells it: its passage, its day and the words for it, its place."""

    article: str
    first: int
    last: int
    day: str | None
    day_start: int | None
    day_end: int | None
    place_start: int | None
    place_end: int | None

    def dated(self) -> Words | None:
        """Return the words that tell the day, with the passage around them."""
        return self._words(self.day_start, self.day_end)

    def placed(self) -> Words | None:
        """Return the words that tell the place."""
        return self._words(self.place_start, self.place_end)

    def _words(self, start: int | None, end: int | None) -> Words | None:
        if start is None or end is None:
            return None
        return Words(self.article, start, end, min(self.first, start), max(self.last, end))


def acts(rows: Rows, pages: dict[str, Page]) -> Iterator[Discrepancy]:
    """Yield acts whose day or place articles of different origins tell differently.

    ``rows`` are those of ``ACTS`` for one story.
    """
    by_act: defaultdict[str, list[Act]] = defaultdict(list)
    for same, *row in rows:
        by_act[same].append(Act(*row))
    for told in by_act.values():
        yield from _of_act(told, pages)


def _of_act(told: Sequence[Act], pages: dict[str, Page]) -> Iterator[Discrepancy]:
    """Yield the first difference in day and in place among the accounts of one act."""
    days = places = True
    for a, b in combinations(told, 2):
        if pages[a.article].origin == pages[b.article].origin:
            continue
        if days and _other_day(a, b, pages):
            days = False
            yield from _tell("date", a, b, pages)
        if places and _other_place(a, b, pages):
            places = False
            yield from _tell("place", a, b, pages)


def _other_day(a: Act, b: Act, pages: dict[str, Page]) -> bool:
    if not a.dated() or not b.dated() or not a.day or not b.day or not _told_at_once(a, b, pages):
        return False
    return 0 < abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days) <= SAME_ACT


def _told_at_once(a: Act, b: Act, pages: dict[str, Page]) -> bool:
    return two_accounts(pages[a.article], pages[b.article])


def _other_place(a: Act, b: Act, pages: dict[str, Page]) -> bool:
    one, other = a.placed(), b.placed()
    language = pages[a.article].language
    if one is None or other is None or language != pages[b.article].language:
        return False
    if not _told_at_once(a, b, pages):
        return False
    first, second = (pages[w.article].text[w.start : w.end] for w in (one, other))
    here, there = side(first, language), side(second, language)
    return not overlap(here, there) and not one_place(first, second, language)


def _tell(kind: str, a: Act, b: Act, pages: dict[str, Page]) -> Iterator[Discrepancy]:
    page = pages[a.article]
    about = " ".join(page.text[a.first : a.last].split())
    if kind == "date":
        words, told = (a.dated(), b.dated()), Told("date", "date", about, DATE)
    else:
        words, told = (a.placed(), b.placed()), Told("place", "place", about, PLACE)
    discrepancy = tell(told, [w for w in words if w], pages)
    if discrepancy:
        yield discrepancy
