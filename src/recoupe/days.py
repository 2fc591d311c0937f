"""Places a date value on the calendar: an ISO date prefix, week or interval in, its days out."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
"""The meteorological seasons, by their TIMEX3 codes; winter ends in the year after."""

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(?:-(\d|WE))?(?:T.*)?")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")


def days(value: str | None) -> tuple[date, date] | None:
    """Return the first and last day a value can mean, ``None`` where it has none or keeps an X.

    >>> days("2025-02")
    (datetime.date(2025, 2, 1), datetime.date(2025, 2, 28))
    >>> days("2025-W09-WE")
    (datetime.date(2025, 3, 1), datetime.date(2025, 3, 2))
    """
    if not value:
        return None
    if "/" in value:
        first, last = (days(part) for part in value.split("/", 1))
        return (first[0], last[1]) if first and last else None
    try:
        return _of_date(value) or _of_week(value) or _of_season(value)
    except ValueError:
        return None


def is_season(value: str) -> bool:
    """Tell whether a value is a season of a year.

    >>> is_season("2031-SP"), is_season("2031-03")
    (True, False)
    """
    return _SEASON.fullmatch(value) is not None


def _of_date(value: str) -> tuple[date, date] | None:
    if not (found := _DATE.fullmatch(value)):
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if not year:
        return None
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if not day:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def _of_week(value: str) -> tuple[date, date] | None:
    if not (found := _WEEK.fullmatch(value)):
        return None
    year, week, day = int(found[1]), int(found[2]), found[3]
    monday = date.fromisocalendar(year, week, 1)
    if day == "WE":
        return monday + timedelta(5), monday + timedelta(6)
    if day:
        exact = date.fromisocalendar(year, week, int(day))
        return exact, exact
    return monday, monday + timedelta(6)


def _of_season(value: str) -> tuple[date, date] | None:
    if not (found := _SEASON.fullmatch(value)):
        return None
    year, (first, last) = int(found[1]), _SEASON_MONTHS[found[2]]
    end_year = year if first < last else year + 1
    return date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1])
