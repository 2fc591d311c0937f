"""Finds dates as pages print them: a folded line in, dates with their labels and places out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from recoupe import lexicon
from recoupe.clean.fold import soft

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Years in which a press page can have been published on the web, with room to grow."""

CENTURY = 2000
"""The century of a year printed with two digits."""

MAX_TIME_DISTANCE = 14
"""A time of day belongs to a date that ends at most this many characters before it ("at", ",")."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as printed: its place in the folded line and its parts; no year where none stands."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    time: str | None = None

    @property
    def iso(self) -> str | None:
        """Return ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM``; ``None`` without a year."""
        if self.year is None:
            return None
        day = f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{day}T{self.time}" if self.time else day


@dataclass(frozen=True, slots=True)
class Words:
    """The words of dates in all languages, compiled once."""

    months: dict[str, int]
    weekdays: dict[str, int]
    pattern: re.Pattern[str]
    time: re.Pattern[str]
    published: re.Pattern[str]
    updated: re.Pattern[str]
    byline: re.Pattern[str]
    joints: frozenset[str]
    day_first: Mapping[str, bool]
    providers: tuple[str, ...]
    between_names: frozenset[str]
    with_words: tuple[str, ...]
    rights: tuple[str, ...]
    name_articles: frozenset[str]

    def labels(self, folded: str) -> bool:
        """Tell whether a folded text says what a date is ("publié le", "mis à jour")."""
        return bool(self.published.search(folded) or self.updated.search(folded))


@cache
def words() -> Words:
    """Read ``pubdates.toml`` of every language into one set of patterns."""
    tables = [lexicon.table(code, "pubdates") for code in lexicon.languages()]
    months = {soft(m): i for t in tables for i, forms in enumerate(t["months"], 1) for m in forms}
    weekdays = {soft(d): i for t in tables for i, d in enumerate(t["weekdays"])}
    ordinals = _any(tables, "ordinals")
    joints = frozenset(soft(w) for t in tables for w in t["joints"])
    return Words(
        months=months,
        weekdays=weekdays,
        pattern=_date_pattern(months, ordinals),
        time=re.compile(
            r"(?<!\d)([01]?\d|2[0-3])(?: ?h ?|:)([0-5]\d)(?!\d)(?::\d\d)?(?: ?([ap])\.?m\b)?"
        ),
        published=re.compile(rf"\b(?:{_any(tables, 'published')})\b"),
        updated=re.compile(rf"\b(?:{_any(tables, 'updated')})\b"),
        byline=re.compile(rf"^(?:{_any(tables, 'byline')})\s?:?\s"),
        joints=joints,
        day_first={
            code: lexicon.table(code, "pubdates")["day_first"] for code in lexicon.languages()
        },
        providers=tuple(soft(w) for t in tables for w in t["providers"]),
        with_words=tuple(w for t in tables for w in t["with"]),
        rights=tuple(soft(w) for t in tables for w in t["rights"]),
        name_articles=frozenset(soft(w) for t in tables for w in t["name_articles"]),
        between_names=frozenset(soft(w) for t in tables for w in t["between_names"]),
    )


def _any(tables: list[dict[str, Any]], key: str) -> str:
    found = sorted({soft(w) for t in tables for w in t[key]}, key=len, reverse=True)
    return "|".join(map(re.escape, found))


def _date_pattern(months: dict[str, int], ordinals: str) -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    return re.compile(
        r"(?<![\d/.-])(?:"
        r"(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?:t(?=\d))?"
        r"|(?P<d2>\d{1,2})(?P<s2>[-/.])(?P<m2>\d{1,2})(?P=s2)(?P<y2>\d{4}|\d{2})"
        rf"|(?P<d3>\d{{1,2}}) ?(?:{ordinals})?\.? (?:of |de )?(?P<m3>{month})\b\.?,?"
        r"(?: (?P<y3>\d{4}))?"
        rf"|\b(?P<m4>{month})\b\.? (?P<d4>\d{{1,2}})(?:{ordinals})?\b(?!:)(?:,? (?P<y4>\d{{4}}))?"
        r")(?!\d)(?![-/.]\d)"
    )


def printed_dates(folded: str, *, day_first: bool | None = True) -> Iterator[Printed]:
    """Find the dates of a folded line, each with the time of day that follows it.

    ``day_first`` says how 03/04/2025 is read; ``None``: only where no other reading is possible.

    >>> [p.iso for p in printed_dates("le 3 mars 2025 a 9h05, mis a jour le 04/03/2025")]
    ['2025-03-03T09:05', '2025-03-04']
    """
    for match in words().pattern.finditer(folded):
        found = _parts(match, day_first=day_first)
        if found is not None:
            yield Printed(match.start(), match.end(), *found, _time_after(folded, match.end()))


def _parts(match: re.Match[str], *, day_first: bool | None) -> tuple[int | None, int, int] | None:
    form = next(n for n in "1234" if match[f"d{n}"])
    day, month_text, year_text = match[f"d{form}"], match[f"m{form}"], match[f"y{form}"]
    month = int(month_text) if month_text.isdigit() else words().months[month_text]
    number = int(day)
    if form == "2":
        order = _order(number, month, day_first=day_first)
        if order is None:
            return None
        number, month = order
    year = _year(year_text)
    return (year, month, number) if is_real_date(year, month, number) else None


def _order(first: int, second: int, *, day_first: bool | None) -> tuple[int, int] | None:
    """Return (day, month) of 03/04: an impossible month decides, then the language's habit."""
    months = 12
    if second > months >= first:
        return second, first
    if first > months or first == second or day_first:
        return first, second
    return None


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) + (CENTURY if len(text) == 2 else 0)  # noqa: PLR2004


def is_real_date(year: int | None, month: int, day: int) -> bool:
    """Tell whether the calendar has this date and a page can bear it; any year where ``None``."""
    leap_year = 2024
    try:
        date(year or leap_year, month, day)
    except ValueError:
        return False
    return year is None or FIRST_YEAR <= year <= LAST_YEAR


def _time_after(folded: str, end: int) -> str | None:
    found = words().time.search(folded, end, end + MAX_TIME_DISTANCE + 8)
    if not found or found.start() - end > MAX_TIME_DISTANCE:
        return None
    if any(c.isdigit() for c in folded[end : found.start()]):
        return None
    hour = int(found[1]) % 12 + (12 if found[3] == "p" else 0) if found[3] else int(found[1])
    return f"{hour:02}:{found[2]}"


def is_date_line(folded: str) -> bool:
    """Tell whether a folded line holds a date or its label, and nothing but small words beside it.

    >>> is_date_line("publie le 3 mars 2025 a 9h05"), is_date_line("le 3 mars 2025 restera"
    ... )
    (True, False)
    """
    known = words()
    rest, dates = known.pattern.subn(" ", folded)
    rest, labels = known.updated.subn(" ", rest)
    rest, more = known.published.subn(" ", rest)
    rest, times = known.time.subn(" ", rest)
    if not (dates or labels or more):
        return False
    if not dates and not times and len(folded.split()) > 3:  # noqa: PLR2004  (a label without its date)
        return False
    left = re.findall(r"[^\W\d_]+", rest)
    return all(w in known.joints or w in known.weekdays for w in left)
