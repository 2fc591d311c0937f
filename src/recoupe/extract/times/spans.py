"""Ranges of days, months, years: two found ends in, one ``start/end`` value out."""

from __future__ import annotations

from datetime import date

from recoupe.extract.times import days, values
from recoupe.extract.times.grammar import Found
from recoupe.extract.times.moment import Moment, Outcome


def day_range(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``du 3 au 5 mars``, ``du 28 février au 2 mars 2025``, ``19-20 novembre``."""
    both = found.get("days") or (found.get("d"), found.get("e"))
    month, year = found.get("n") or found.get("m"), days.full_year(found)
    if month is None:
        there = at.reference and values.shift(at.reference, found.get("kr") or 0, "M")
        if there is None:
            return None
        month, year = there.month, there.year
    first = found.get("m") or month
    if (
        values.make_day(2024, first, both[0]) is None
        or values.make_day(2024, month, both[1]) is None
    ):
        return None
    if first == month and both[0] >= both[1] and not found.get("y0"):
        return None
    if year is None and at.reference is None:
        value = f"XXXX-{first:02d}-{both[0]:02d}/XXXX-{month:02d}-{both[1]:02d}"
        return Outcome("DATE", value, "no year known")
    return _closed(year, (first, both[0]), (month, both[1]), found, at)


def _closed(
    year: int | None, first: tuple[int, int], last: tuple[int, int], found: Found, at: Moment
) -> Outcome | None:
    end, basis = None, days.PRINTED
    if year is not None:
        end = values.make_day(year, *last)
    elif at.reference is not None:
        end, basis = days.day_near(*last, at.reference), f"nearest such days to {at.named}"
    if end is None:
        return None
    start = values.make_day(found.get("y0") or end.year - (first > last), *first)
    return None if start is None else Outcome("DATE", f"{start}/{end}", basis)


def month_range(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``de mars à juin``, ``entre juin 2015 et mai 2018``, ``de juin à août 2024``."""
    first, last, year = found.get("m"), found.get("n"), found.get("y")
    if year is None and at.reference is None:
        return Outcome("DATE", f"XXXX-{first:02d}/XXXX-{last:02d}", "no year known")
    basis = days.PRINTED
    if year is None and at.reference is not None:
        end = days.day_near(last, 15, at.reference)
        year, basis = (end or at.reference).year, f"nearest such months to {at.named}"
    start = found.get("y0") or (year or 0) - (first > last)
    return Outcome("DATE", f"{start:04d}-{first:02d}/{year:04d}-{last:02d}", basis)


def year_range(found: Found, _at: Moment) -> Outcome | None:
    """Reckon ``entre 2019 et 2023``, ``2010-2015``, ``2024/25``."""
    pair = found.get("years") or found.get("seasons") or (found.get("y0"), found.get("y"))
    start, end = pair
    if end < 100:  # noqa: PLR2004 - two digits: 2024/25
        end += start // 100 * 100
        if end != start + 1:
            return None
    return Outcome("DATE", f"{start:04d}/{end:04d}", days.PRINTED) if start < end else None


def weekday_range(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``de lundi à mercredi``, ``entre vendredi et dimanche``: the last, or the next."""
    first, last = found.get("w"), found.get("u")
    if at.reference is None:
        return Outcome("DATE", f"XXXX-WXX-{first}/XXXX-WXX-{last}", "no date known to count from")
    back = (at.reference.isoweekday() - first) % 7
    start = values.shift(at.reference, -back % 7 if at.coming else -back, "D")
    end = start and values.shift(start, (last - first) % 7, "D")
    side = "after" if at.coming else "before"
    return (
        None
        if end is None
        else Outcome("DATE", f"{start}/{end}", f"weekday on or {side} {at.named}")
    )


def window(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``ces trois dernières années``, ``dans les 48 heures``, ``dans le mois qui vient``.

    What is to come counts from a day named in the same sentence, where there is one: an order given
    *le 3 mars* to leave *dans les 48 heures* runs from then.
    """
    count, unit, way = found.get("c"), found.get("u"), found.get("way")
    count = 1 if count is None and found.get("v") is None else count
    base = at.reference
    if way > 0 and at.near and base and at.near <= base:
        base = at.near
    if found.get("anchored") and at.anchor:
        base = at.anchor
    if count is None:
        return Outcome("DURATION", values.duration("X", unit), _toward(way), found.get("mod"))
    other = base and _moved(base, count, unit, way)
    if base is None or other is None:
        return Outcome("DURATION", values.duration(count, unit), _toward(way), found.get("mod"))
    start, end = sorted((base, other))
    named = at.named if base == at.reference else f"the day named before, {base}"
    return Outcome("DATE", f"{start}/{end}", f"{_toward(way)} {named}", found.get("mod"))


def _toward(way: int) -> str:
    return "counted forward from" if way > 0 else "counted back from"


def _moved(base: date, count: float, unit: str, way: int) -> date | None:
    if unit in values.CLOCK_UNITS:
        hours = count if unit == "H" else 0
        return (
            values.shift(base, way * int(hours // 24), "D") if hours and hours % 24 == 0 else None
        )
    return values.shift(base, way * int(count), unit)
