"""Finds dates of one thing that differ: two sides with their dates in, differences in date out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from recoupe import lexicon
from recoupe.extract.times import TimeReading, resolve
from recoupe.link.differences_kinds import Difference
from recoupe.link.differences_side import Side, like, overlap
from recoupe.records import Span

DATE_SHARE = 0.5
"""Part of the shorter passage that must stand in the other for two dates to be of one thing."""
SAME_EVENT = 3
"""Content words that two sentences with the dates must share."""

_DAY = re.compile(r"([\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?(?:T.*)?")


@lru_cache(8192)
def dates(text: str, language: str, reference: date | None) -> tuple[TimeReading, ...]:
    """Return the dates and hours of a passage, counted from the day it was published."""
    return tuple(r for r in resolve(text, reference, language) if r.type in {"DATE", "TIME"})


def stretches(found: tuple[TimeReading, ...]) -> tuple[Span, ...]:
    """Return where dates stand, so that no number is read in them."""
    return tuple(r.span for r in found)


def differing(
    one: Side, other: Side, mine: tuple[TimeReading, ...], theirs: tuple[TimeReading, ...]
) -> Iterator[Difference]:
    """Yield dates without a like on the other side that belong to sentences on one thing."""
    left = [r for r in mine if not any(_same(r, s) for s in theirs)]
    right = [s for s in theirs if not any(_same(r, s) for r in mine)]
    if not left or not right or overlap(one, other) < DATE_SHARE:
        return
    for r in left:
        for s in right:
            relation = _relation(r.value, s.value)
            if relation and _one_event(r, s, one, other):
                weight = 0.8 if relation == "date" else 0.2
                yield Difference("date", relation, r.span, s.span, weight, relation != "date")
                right.remove(s)
                break


def _same(one: TimeReading, other: TimeReading) -> bool:
    """Tell whether two dates are told alike, as words or as values."""
    return one.value == other.value or one.span.text.lower() == other.span.text.lower()


def _relation(one: str, other: str) -> str | None:
    """Return how two values differ: in a part both know, or in how much they know.

    >>> _relation("2022-10-05", "2021"), _relation("2022-10-05", "2022-10")
    ('date', 'date_compatible')
    """
    a, b = _DAY.fullmatch(one), _DAY.fullmatch(other)
    if not a or not b:
        return None
    known = [(x, y) for x, y in zip(a.groups(), b.groups(), strict=True) if _known(x) and _known(y)]
    if not known:
        return None
    return "date_compatible" if all(x == y for x, y in known) else "date"


def _known(part: str | None) -> bool:
    return part is not None and "X" not in part


def _one_event(r: TimeReading, s: TimeReading, one: Side, other: Side) -> bool:
    """Tell whether the sentences of two dates share enough words."""
    if _limit(r.span, one) or _limit(s.span, other):
        return False
    first, second = _sentence(r.span, one), _sentence(s.span, other)
    shared = sum(1 for i in first if set(second) & set(like(one.words[i], other)))
    return shared >= min(SAME_EVENT, len(first), len(second)) and shared > 0


def _limit(span: Span, side: Side) -> bool:
    """Tell whether a date is one up to or from which something holds: « jusqu'à décembre »."""
    limits = lexicon.words(side.language, "slots", "limits")
    before = [w.low for w in side.words if w.start < span.start][-3:]
    inside = [w.low for w in side.words if span.start <= w.start < span.end]
    return not limits.isdisjoint(before + inside[:1])


def _sentence(span: Span, side: Side) -> list[int]:
    """Return the places of the content words of the sentence with a date, without the date."""
    here = next((w.sentence for w in side.words if w.end > span.start), None)
    return [
        i
        for i in side.content()
        if side.words[i].sentence == here and not span.start <= side.words[i].start < span.end
    ]
