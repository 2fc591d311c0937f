"""Finds when a page was published: what it prints and what is known of it in, Published out.

The order of trust: the container's or the markup's own field, a date printed beside title or
authors, the dateline, the file name. Comments, teasers and captions are never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from recoupe.clean.datelines import dateline_of
from recoupe.clean.dates import Printed, is_real_date, printed_dates, words
from recoupe.clean.fold import soft
from recoupe.clean.lines import Line
from recoupe.records import READ_ZONES, DateBasis, Published, Zone

FIRST_PARAGRAPHS = 4
"""A dateline opens one of the first paragraphs of the article (title and lead come before)."""

WEEKDAY_CYCLE = 12
"""A date falls on each weekday at least once in any twelve years."""

_IN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Told:
    """What the container or the markup says of a page's dates; ``None`` where it is silent."""

    published: str | None = None
    updated: str | None = None
    basis: DateBasis = "metadata"


NOTHING_TOLD = Told()


def published(
    lines: Sequence[Line], zones: Sequence[Zone], uri: str, told: Told, language: str, today: date
) -> Published:
    """Return the date of publication with its basis; no date is a value of ``None``."""
    first, updated = _printed(lines, zones, day_first=_day_first(language))
    updated = told.updated or updated
    if told.published:
        return Published(told.published, told.basis, updated)
    if first:
        return Published(first, "printed", updated)
    named = date_in_name(uri)
    found = _from_dateline(lines, zones, named or updated, today)
    if found is not None:
        return Published(found.value, found.basis, updated, found.earliest, found.latest)
    if named:
        return Published(named, "file name", updated)
    if updated:
        return Published(None, "printed", updated, latest=updated[:10])
    return Published(None, "none")


def iso_date(text: str) -> str | None:
    """Read a date field of markup or a table: ISO 8601 or a printed form.

    >>> iso_date("2025-03-03T09:05:00+01:00"), iso_date("3 mars 2025 à 9h05"), iso_date("hier")
    ('2025-03-03T09:05', '2025-03-03T09:05', None)
    """
    found = _ISO.match(text.strip())
    if found and is_real_date(int(found[1]), int(found[2]), int(found[3])):
        day = f"{found[1]}-{found[2]}-{found[3]}"
        midnight = found[4] is None or (found[4], found[5]) == ("00", "00")
        return day if midnight else f"{day}T{found[4]}:{found[5]}"
    dates = printed_dates(soft(text[:200]))
    return next((d.iso for d in dates if d.iso), None)


def date_in_name(uri: str) -> str | None:
    """Return the one full date in an address (``2025-03-03``, ``/2025/03/03/``, ``20250303``).

    Two different dates in one name leave it open.
    """
    found = {f"{m[1]}-{m[3]}-{m[4]}" for m in _IN_NAME.finditer(uri)}
    return found.pop() if len(found) == 1 else None


def _day_first(language: str) -> bool | None:
    return words().day_first.get(language) or None


def _printed(
    lines: Sequence[Line], zones: Sequence[Zone], *, day_first: bool | None
) -> tuple[str | None, str | None]:
    """Return the first printed dates of publication and of update in the metadata lines."""
    first: str | None = None
    updated: str | None = None
    for line, zone in zip(lines, zones, strict=True):
        if zone.kind not in {"metadata", "credit"}:
            continue
        for found, is_update in _labelled(line.soft, day_first=day_first):
            if is_update:
                updated = updated or found.iso
            else:
                first = first or found.iso
    return first, updated


def _labelled(folded: str, *, day_first: bool | None) -> Iterator[tuple[Printed, bool]]:
    """Yield the full dates of a line and whether each is one of update, by the words before it."""
    last, is_update = 0, False
    for found in printed_dates(folded, day_first=day_first):
        before = folded[last : found.start]
        if words().updated.search(before):
            is_update = True
        elif words().published.search(before):
            is_update = False
        if found.iso:
            yield found, is_update
        last = found.end


def _from_dateline(
    lines: Sequence[Line], zones: Sequence[Zone], known: str | None, today: date
) -> Published | None:
    read = [x for x, z in zip(lines, zones, strict=True) if z.kind in READ_ZONES]
    for line in read[: FIRST_PARAGRAPHS + 1]:
        found = dateline_of(line.text)
        if found is None or found.date is None:
            continue
        if found.date.iso:
            return Published(found.date.iso, "dateline")
        return _with_year(found.date, _weekday(line.text[found.length :]), known, today)
    return None


def _with_year(found: Printed, weekday: int | None, known: str | None, today: date) -> Published:
    """Find the year of a dateline that gives none.

    A date known from elsewhere (update, file name) gives the year. Else the weekday which the
    dispatch names for its own day ("a déclaré mardi") singles out years, of which the latest that
    is not in the future is taken: pages are read while their affair is alive, and the next such
    year lies five or six years back. Without either only the latest possible day is told.
    """
    years = [
        y
        for y in range(today.year, today.year - WEEKDAY_CYCLE, -1)
        if is_real_date(y, found.month, found.day)
    ]
    days = [day for day in (date(y, found.month, found.day) for y in years) if day <= today]
    if known:
        near = [day for day in days if 0 <= (date.fromisoformat(known[:10]) - day).days <= 31]  # noqa: PLR2004  (a month: republished within it)
        if near:
            return Published(near[0].isoformat(), "dateline")
    fitting = [day for day in days if day.weekday() == weekday]
    if fitting:
        return Published(fitting[0].isoformat(), "dateline")
    return Published(None, "dateline", latest=days[0].isoformat() if days else None)


def _weekday(paragraph: str) -> int | None:
    """Return the first weekday a paragraph names, Monday 0."""
    known = words().weekdays
    return next(
        (known[w] for w in re.findall(r"[a-z]+", soft(paragraph[:1_000])) if w in known), None
    )
