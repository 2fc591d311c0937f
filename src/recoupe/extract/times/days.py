"""Days and times of day: a found date, weekday or hour in, its TIMEX3 value out."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from recoupe.extract.times import values
from recoupe.extract.times.grammar import Found
from recoupe.extract.times.moment import Moment, Outcome

NOON = 12
PRINTED = "as printed"
CENTURY_TURN = 40
"""Two-digit years up to this are read as 20xx: the press of today writes 3-7-27 for what comes."""
AHEAD = 4
"""Days ahead, within the week, that « ce vendredi » may be where nothing announces it."""
YEARS_TRIED = (-1, 0, 1)


def time_of_day(found: Found) -> str | None:
    """Return the ``T...`` part that the hour or the part of day of an expression gives, or ``""``.

    ``None`` where the hour cannot be.
    """
    hms = found.get("hms")
    if hms:
        return values.clock(_half_day(hms[0], found), *hms[1:])
    if found.get("noon") is not None:
        return values.clock(found.get("noon"), 0)
    hour = found.get("h")
    if hour is not None:
        return values.clock(_half_day(hour, found), _minute(found))
    part = found.get("part")
    return f"T{part}" if part else ""


def _minute(found: Found) -> int:
    minute = found.get("mi")
    return int(minute) if minute is not None else 0


def _half_day(hour: int, found: Found) -> int:
    """Put an hour said with *du soir* or *p.m.* on the clock of 24 hours."""
    half = found.get("ampm") or {"AF": "PM", "EV": "PM", "MO": "AM"}.get(found.get("part") or "")
    if half == "PM" and 1 <= hour < NOON:
        return hour + NOON
    return 0 if half == "AM" and hour == NOON and found.get("ampm") else hour


def timed(value: str, basis: str, found: Found, mod: str | None = None) -> Outcome | None:
    """Join a day's value with the time of day found beside it."""
    tail = time_of_day(found)
    if tail is None:
        return None
    return Outcome("TIME" if tail else "DATE", value + tail, basis, mod or found.get("mod"))


def full_year(found: Found) -> int | None:
    """Return the year printed, of four digits or of two."""
    year = found.get("y")
    if year is not None:
        return int(year)
    short = found.get("yy")
    return None if short is None else century(int(short))


def century(short: int) -> int:
    """Return 2027 for 27 and 1978 for 78."""
    return short + (2000 if short <= CENTURY_TURN else 1900)


def _around(month: int, day: int, reference: date) -> list[date | None]:
    """Return the day and month in each of the years near the reference, ``None`` without one."""
    return [values.make_day(reference.year + k, month, day) for k in YEARS_TRIED]


@lru_cache(4096)
def day_near(month: int, day: int, reference: date, weekday: int | None = None) -> date | None:
    """Return the day and month nearest to ``reference``, on the named weekday where one fits."""
    around = _around(month, day, reference)
    fitting = [d for d in around if d and d.isoweekday() == weekday]
    return values.nearest([*fitting] or around, reference)


def day_month(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``lundi 24 février``, ``1er avril 2025``, ``le 31 mars à 9 h 11``."""
    year, month, day = full_year(found), found.get("m"), found.get("d")
    return _dated(year, month, day, found, at)


def _dated(year: int | None, month: int, day: int, found: Found, at: Moment) -> Outcome | None:
    if values.make_day(2024 if year is None else year, month, day) is None:
        return None
    if year is not None:
        return timed(f"{year:04d}-{month:02d}-{day:02d}", PRINTED, found)
    if at.reference is None:
        return timed(f"XXXX-{month:02d}-{day:02d}", "no year known", found)
    near = _chosen(month, day, found, at.reference)
    return (
        None if near is None else timed(near.isoformat(), f"nearest such day to {at.named}", found)
    )


def _chosen(month: int, day: int, found: Found, reference: date) -> date | None:
    """Return the day meant: the nearest, or the last or next one where the text says so."""
    which = found.get("k")
    if which is None:
        return day_near(month, day, reference, found.get("w"))
    around = _around(month, day, reference)
    side = [d for d in around if d and (d - reference).days * which > 0]
    return values.nearest([*side], reference)


def numeric(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``25/02/2025``, ``2025-02-25``, ``25.2.25``, and ``22/4`` where a date is due."""
    if found.get("ymd"):
        year, month, day = found.get("ymd")
        return _dated(year, month, day, found, at)
    a, b, *rest = found.get("dmy") or found.get("dm")
    day, month = (b, a) if _month_first(a, b, at) else (a, b)
    year = None
    if rest:
        year = century(rest[0]) if rest[0] < 100 else rest[0]  # noqa: PLR2004 - two digits
    return _dated(year, month, day, found, at)


def _month_first(a: int, b: int, at: Moment) -> bool:
    last_month = 12
    return (at.month_first and a <= last_month) or (b > last_month >= a)


def weekday(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``mardi``, ``lundi dernier``, ``dimanche soir``, ``vendredi de la semaine prochaine``.

    Press convention: a bare weekday is the last such day up to and including publication, in a
    clause that announces what is to come (*se réunira jeudi*) the next one.
    """
    wanted, basis = found.get("w"), ""
    counted = bool(found.get("anchored") and at.anchor)
    reference = at.anchor if counted else at.reference
    if reference is None:
        return timed(f"XXXX-WXX-{wanted}", "no date known to count from", found)
    which = found.get("k")
    way = found.get("way") if found.rule.make == "weekday" else None
    way = way or ("until" if at.coming and which in {None, 0} else None)
    day, basis = _weekday(wanted, which, way, reference)
    named = f"the day named before, {reference}" if counted else at.named
    return timed(day.isoformat(), f"weekday {basis} {named}", found)


def _weekday(wanted: int, which: int | None, way: str | None, reference: date) -> tuple[date, str]:
    ahead = (wanted - reference.isoweekday()) % 7
    if way == "week":
        monday = reference - timedelta(days=reference.weekday())
        return monday + timedelta(days=wanted - 1 + 7 * (which or 0)), "in a week counted from"
    if way == "until":
        return reference + timedelta(days=ahead), "on or after"
    if which is None:
        return reference - timedelta(days=-ahead % 7), "on or before"
    if which == 0:
        near = ahead <= min(AHEAD, 7 - reference.isoweekday())
        return reference + timedelta(days=ahead if near else ahead - 7), "around"
    if which < 0:
        return reference - timedelta(days=(-ahead % 7) or 7), "before"
    return reference + timedelta(days=ahead or 7), "after"


def weekday_number(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``mardi 25``: the nearest day of the month that falls on the weekday."""
    wanted, number = found.get("w"), found.get("d")
    if at.reference is None:
        return timed(f"XXXX-XX-{number:02d}", "no month known", found)
    around = (at.reference + timedelta(days=k) for k in range(-100, 101))
    near = values.nearest(
        [d for d in around if d.day == number and d.isoweekday() == wanted], at.reference
    )
    return (
        None if near is None else timed(near.isoformat(), f"nearest such day to {at.named}", found)
    )


def day_of_month(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``le 20 du mois prochain``."""
    number, base = found.get("d"), at.reference
    month = base and values.shift(base, found.get("k") or 0, "M")
    if month is None:
        return timed(f"XXXX-XX-{number:02d}", "no month known", found)
    day = values.make_day(month.year, month.month, number)
    return None if day is None else timed(day.isoformat(), f"month counted from {at.named}", found)


def deictic(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``hier``, ``avant-hier``, ``demain``, ``ce matin``, ``hier soir``."""
    count = found.get("k") or 0
    day = at.reference and values.shift(at.reference, count, "D")
    if day is None:
        return timed(values.UNKNOWN["D"], "no date known to count from", found)
    return timed(day.isoformat(), f"{count:+d} days from {at.named}", found)


def anchored(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``la veille``, ``le lendemain``, ``ce jour-là`` from the last day the text named."""
    base, count = at.anchor or (None if found.get("far") else at.reference), found.get("k") or 0
    day = base and values.shift(base, count, "D")
    if base is None or day is None:
        return timed(values.UNKNOWN["D"], "no date known to count from", found)
    named = f"the day named before, {base}" if at.anchor else at.named
    return timed(day.isoformat(), f"{count:+d} days from {named}", found)


def hour(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``à 9 h 11``, ``minuit``, ``vers 20 heures``: on the paragraph's day."""
    tail, base = time_of_day(found), at.line or at.reference
    if not tail:
        return None
    named = "the day named in the paragraph" if at.line else at.named
    if base is None:
        return Outcome("TIME", tail, "no day known", found.get("mod"))
    return Outcome("TIME", base.isoformat() + tail, f"hour of {named}", found.get("mod"))


def hours(found: Found, at: Moment) -> Outcome | None:
    """Reckon ``de 9 h à 11 h 30``, ``entre 20 heures et minuit``."""
    ends = [_end_hour(found, "a"), _end_hour(found, "b")]
    if None in ends:
        return None
    base = at.line or at.reference
    day = base.isoformat() if base else ""
    named = ("the day named in the paragraph" if at.line else at.named) if base else "no day known"
    return Outcome("TIME", f"{day}{ends[0]}/{day}{ends[1]}", f"hours of {named}")


def _end_hour(found: Found, side: str) -> str | None:
    hms, noon = found.get(f"hms{side}"), found.get(f"noon{side}")
    if hms:
        return values.clock(*hms)
    if noon is not None:
        return values.clock(noon, 0)
    hour = found.get(f"h{side}")
    return None if hour is None else values.clock(hour, found.get(f"mi{side}") or 0)
