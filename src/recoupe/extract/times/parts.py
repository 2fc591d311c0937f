"""Days and weeks told by their place in a longer span: the last Sunday of March in, a date out."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from recoupe.extract.times import days, values
from recoupe.extract.times.grammar import Found
from recoupe.extract.times.moment import Moment, Outcome

THURSDAY = 4


def _nth(year: int, month: int, weekday: int, place: int) -> date | None:
    """Return the place-th weekday of a month; -1 is the last one."""
    last = calendar.monthrange(year, month)[1]
    fitting = [d for d in range(1, last + 1) if date(year, month, d).isoweekday() == weekday]
    if place > len(fitting):
        return None
    return date(year, month, fitting[place - 1 if place > 0 else place])


def _months(found: Found, at: Moment) -> list[tuple[int, int]]:
    """Return the years and months that may be meant: the one told, or those around today."""
    year, month = days.full_year(found), found.get("m")
    if month is not None and year is not None:
        return [(year, month)]
    if at.reference is None:
        return []
    if month is not None:
        return [(at.reference.year + k, month) for k in days.YEARS_TRIED]
    there = values.shift(at.reference, found.get("k") or 0, "M")
    return [(there.year, there.month)] if there else []


def nth_weekday(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``le premier dimanche de mai``, ``le deuxième lundi du mois prochain``."""
    return _nearest_nth(found, at, found.get("w"), "D")


def nth_week(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``la première semaine de mars``: as ISO does, the week of the first Thursday."""
    if found.get("m") is None and found.get("k") is None:
        return _week_of_year(found)
    return _nearest_nth(found, at, THURSDAY, "W")


def _nearest_nth(found: Found, at: Moment, weekday: int, grain: str) -> Outcome | None:
    months = _months(found, at)
    if not months:
        month = found.get("m")
        return Outcome("DATE", "XXXX-XX" if month is None else f"XXXX-{month:02d}", "no year known")
    reference = at.reference or date(months[0][0], months[0][1], 1)
    near = values.nearest([_nth(*m, weekday, found.get("o")) for m in months], reference)
    basis = "counted within its month" + (f", nearest to {at.named}" if len(months) > 1 else "")
    return None if near is None else days.timed(values.unit_value(near, grain), basis, found)


def _week_of_year(found: Found) -> Outcome | None:
    year, place = days.full_year(found), found.get("o")
    if year is None:
        return None
    last = date(year, 12, 28).isocalendar().week
    week = place if place > 0 else last + 1 + place
    return Outcome("DATE", f"{year:04d}-W{week:02d}", days.PRINTED) if week <= last else None


def week_number(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``la semaine 31``."""
    week = found.get("c")
    if not 1 <= week <= 53:  # noqa: PLR2004 - ISO weeks of a year
        return None
    year = days.full_year(found) or (at.reference and at.reference.isocalendar().year)
    start = f"{year:04d}" if year else "XXXX"
    return Outcome("DATE", f"{start}-W{week:02d}", days.PRINTED)


def week_of(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``la semaine du 18 mars``: the ISO week that holds the day."""
    day = days.day_month(found, at) if found.get("m") else bare_day(found, at)
    there = values.full_day(day.value) if day else None
    if day is None or there is None:
        return None
    return Outcome("DATE", values.unit_value(there, "W"), f"week of the {day.basis}")


def bare_day(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``le 27``: the nearest 27th; not where a noun follows (``le 20 heures``)."""
    number = found.get("d")
    if at.after:
        return None
    if at.reference is None:
        return Outcome("DATE", f"XXXX-XX-{number:02d}", "no month known")
    months = [values.shift(at.reference.replace(day=1), k, "M") for k in (-2, -1, 0, 1, 2)]
    fitting = [values.make_day(m.year, m.month, number) for m in months if m]
    near = values.nearest(fitting, at.reference)
    return (
        None
        if near is None
        else days.timed(near.isoformat(), f"nearest such day to {at.named}", found)
    )


def rest(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``le reste de l'année``: from the reference to the end of the unit."""
    code, base = found.get("u"), at.reference
    if base is None or code in values.CLOCK_UNITS or code == "D":
        return None
    if code == "W":
        end = base + timedelta(days=7 - base.isoweekday())
    else:
        first = base.replace(day=1, month=base.month if code == "M" else 1)
        after = values.shift(first, 1, code)
        if code not in {"M", "Y"} or after is None:
            return None
        end = after - timedelta(days=1)
    return Outcome("DATE", f"{base}/{end}", f"from {at.named} on")
