"""Lengths told from a day: two weeks before 3 March in, a date out."""

from __future__ import annotations

from collections.abc import Callable

from recoupe.extract.times import days, values
from recoupe.extract.times.grammar import Found
from recoupe.extract.times.moment import Moment, Outcome

WITHIN = "LESS_THAN"


def _day(found: Found) -> Callable[[Found, Moment], Outcome | None]:
    """Return the reckoning of the day the length is told from."""
    if found.get("ymd") or found.get("dmy"):
        return days.numeric
    if found.get("m"):
        return days.day_month
    return days.weekday if found.get("w") else days.deictic


def offset(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``deux semaines avant le 3 mars``, ``moins de trois jours après demain``.

    Told from a day, days and weeks give a day; months and years give a month and a year. Less than
    a length is a range that begins or ends with the day.
    """
    day = _day(found)(found, at)
    count, code, way, mod = found.get("c"), found.get("u"), found.get("way"), found.get("mod")
    if day is None or code in values.CLOCK_UNITS:
        return None
    base = values.full_day(day.value)
    grain = code if code in values.MONTHS_IN else "D"
    there = base and values.shift(base, way * count, code)
    if base is None or there is None:
        return Outcome("DATE", values.UNKNOWN[grain], f"counted from: {day.basis}", mod)
    basis = f"{way * count:+d} {code} from {base}, {day.basis}"
    if mod == WITHIN:
        start, end = sorted((base, there))
        return Outcome("DATE", f"{start}/{end}", basis)
    return Outcome("DATE", values.unit_value(there, grain), basis, mod)
