"""Ranges: a number with its unit in, the second number of ``25 à 50 %``, ``entre 3 et 5`` out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from recoupe.extract.quantities.amount import Source
from recoupe.extract.quantities.numerals import Number, number_at
from recoupe.extract.quantities.units import Unit, unit_at, units

EARLIEST_YEAR, LATEST_YEAR = 1000, 2100
"""Two numbers of four digits between these, joined by a hyphen, are years."""


@dataclass(frozen=True, slots=True)
class Range:
    """The two ends of a range, the unit of both, and where the opener (« entre ») begins."""

    first: Number
    second: Number
    unit: Unit | None
    start: int
    end: int


_DASH = re.compile(r" ?[-–] ?")
_BEFORE_OPENER = re.compile(r"([^\W\d_]+)(?: (?:de|d'|from))? ?\Z")


def second(src: Source, first: Number, unit: Unit | None, start: int) -> Range | None:
    """Return the range that begins with ``first``, or ``None``; ``start`` takes in a sign of money.

    ``passé de 200 à 300`` is a change and no range, ``3-1`` a score: the second number must be the
    larger one.
    """
    after = unit.end if unit and unit.start >= first.end else first.end
    opener = src.ends_before(src.words.table["range"]["between"], start)
    place = _linked(src, after, paired=opener is not None)
    if place is None or _changes(src, start):
        return None
    sign = units(src.words.language).signs.at(src.text, place)
    money = sign is not None and sign[0][0] == "money"
    if sign and money and unit and unit.kind != "money":
        return None
    if sign and money:
        place = sign[1] + (src.low[sign[1] : sign[1] + 1] == " ")
    other = number_at(src.low, place, src.words)
    if other is None or other.form == "ordinal":
        return None
    theirs = unit_at(src.text, src.low, other.end, src.words, scaled=other.scale > 1)
    if unit and theirs and unit.name != theirs.name:
        return None
    first = _shared(first, other, given=unit is not None and unit.start >= first.end)
    if not first.value < other.value or _years(src, first, other, theirs):
        return None
    end = max(other.end, theirs.end if theirs else 0)
    return Range(first, other, theirs or unit, start if opener is None else opener, end)


def _linked(src: Source, place: int, *, paired: bool) -> int | None:
    """Return where the second number may begin: behind a hyphen, « à », or a paired « et »."""
    table = src.words.table["range"]
    for link in (*table["links"], *([table["and"]] if paired else ())):
        if src.low[place : place + 1] == " " and src.stands(link, place + 1):
            after = place + 1 + len(link)
            return after + (src.low[after : after + 1] == " ")
    m = _DASH.match(src.low, place)
    return m.end() if m and m.end() < len(src.low) and src.low[m.end()].isdecimal() else None


def _changes(src: Source, start: int) -> bool:
    """Tell whether a verb of change stands before « de » and the number: two figures, no range."""
    table = src.words.table["range"]
    for opener in table["opened"]:
        before = src.ends_before(opener, start)
        if before is not None:
            m = _BEFORE_OPENER.search(src.low, max(0, before - 30), before)
            return m is not None and m[1] in table["change"]
    return False


def _shared(first: Number, other: Number, *, given: bool) -> Number:
    """Give the first number the scale of the second: ``2 à 3 millions``."""
    if given or first.scale > 1 or other.scale == 1 or first.value >= other.value / other.scale:
        return first
    return replace(first, value=first.value * other.scale, scale=other.scale)


def _years(src: Source, first: Number, other: Number, unit: Unit | None) -> bool:
    """Tell a span of years, which only its digits give away: ``2015-2019``."""
    if unit or " " in src.low[first.start : first.end]:
        return False
    return all(EARLIEST_YEAR <= n.value <= LATEST_YEAR for n in (first, other))
