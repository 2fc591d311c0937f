"""TIMEX3 values: from calendar days, units and numbers to ISO strings, and back to intervals.

Units: ``S`` second, ``MIN`` minute, ``H`` hour, ``D`` day, ``W`` week, ``WE`` weekend, ``M`` month,
``Q`` quarter, ``HY`` half-year, ``Y`` year, ``DE`` decade, ``CE`` century.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

MONTHS_IN = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DE": 120, "CE": 1200}
DAYS_IN = {"D": 1, "W": 7, "WE": 7}
CLOCK_UNITS = {"S": "S", "MIN": "M", "H": "H"}
UNKNOWN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "HY": "XXXX-HX",
    "Y": "XXXX",
    "DE": "XXX",
    "CE": "XX",
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def make_day(year: int, month: int, day: int) -> date | None:
    """Return the calendar day, or ``None`` where there is none (31 February)."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= 31):  # noqa: PLR2004
        return None
    return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def shift(day: date, count: int, unit: str) -> date | None:
    """Move ``day`` by ``count`` units of a day or longer; ``None`` outside the calendar."""
    try:
        if unit in MONTHS_IN:
            months = day.year * 12 + day.month - 1 + count * MONTHS_IN[unit]
            year, month = divmod(months, 12)
            last = calendar.monthrange(year, month + 1)[1]
            return date(year, month + 1, min(day.day, last))
        return day + timedelta(days=count * DAYS_IN.get(unit, 0))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def unit_value(day: date | None, unit: str) -> str:
    """Return the value of the calendar unit that holds ``day`` (a week is an ISO week)."""
    if day is None:
        return UNKNOWN[unit]
    week_year, week, _ = day.isocalendar()
    return {
        "D": day.isoformat(),
        "W": f"{week_year:04d}-W{week:02d}",
        "WE": f"{week_year:04d}-W{week:02d}-WE",
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "HY": f"{day.year:04d}-H{(day.month + 5) // 6}",
        "Y": f"{day.year:04d}",
        "DE": f"{day.year // 10:03d}X",
        "CE": f"{(day.year - 1) // 100:02d}XX",
    }[unit]


def duration(count: float | str, unit: str) -> str:
    """Return ``P3Y``, ``PT48H``, ``PXW``; ``count`` may be ``X``. A quarter counts three months."""
    if unit in {"Q", "HY"}:
        count = count if isinstance(count, str) else count * MONTHS_IN[unit]
        unit = "M"
    number = count if isinstance(count, str) else f"{count:g}"
    if unit in CLOCK_UNITS:
        return f"PT{number}{CLOCK_UNITS[unit]}"
    return f"P{number}{unit}"


def clock(hour: int, minute: int | None = None, second: int | None = None) -> str | None:
    """Return ``T09``, ``T09:11`` or ``T09:11:05``; ``None`` where no clock shows it."""
    if not (0 <= hour <= 24 and 0 <= (minute or 0) < 60 and 0 <= (second or 0) < 60):  # noqa: PLR2004
        return None
    parts = [hour] + [n for n in (minute, second) if n is not None]
    return "T" + ":".join(f"{n:02d}" for n in parts)


def nearest(candidates: list[date | None], reference: date) -> date | None:
    """Return the candidate nearest to ``reference``; of two equally near, the earlier."""
    days = [day for day in candidates if day is not None]
    return min(days, key=lambda day: (abs((day - reference).days), day), default=None)


@lru_cache(4096)
def full_day(value: str | None) -> date | None:
    """Return the day a value begins with, where it names a full day and no interval."""
    if not value or "/" in value or not _DAY.match(value):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
