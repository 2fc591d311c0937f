"""Joins two dates that make a range: *entre le 22 janvier et aujourd'hui* becomes one record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from recoupe.extract.times.lexemes import plain
from recoupe.extract.times.moment import TimeReading
from recoupe.extract.times.values import full_day, shift
from recoupe.records import Span

_PLAIN_DATE = re.compile(r"\d{4}(?:-W\d\d|(?:-\d\d){0,2})")
LONGEST_LINK = 12
"""Characters between the two ends: « jusqu'au » and its spaces."""
LONGEST_OPENER = 10
"""Characters before the first end in which its opener stands: « entre le »."""


def fuse(
    text: str, readings: Iterable[TimeReading], pairs: Mapping[str, Sequence[str]]
) -> Iterator[TimeReading]:
    """Yield the readings, two that make a range as one; ``pairs`` maps an opener to its links."""
    held: TimeReading | None = None
    for reading in readings:
        if held is not None:
            start = _opening(text, held, reading, pairs)
            if start is not None:
                span = Span.of(text, start, reading.span.end)
                value = f"{_before(held.value, reading.value)}/{reading.value}"
                basis = f"from {held.basis} to {reading.basis}"
                held = replace(held, span=span, value=value, basis=basis, mod=None)
                continue
            yield held
        held = reading
    if held is not None:
        yield held


def _before(first: str, last: str) -> str:
    """Return the first day a year earlier where its nearest one would come after the last."""
    day = full_day(first)
    moved = shift(day, -1, "Y") if day and first > last else None
    return moved.isoformat() if moved and first[:4] > last[:4] else first


def _opening(
    text: str, a: TimeReading, b: TimeReading, pairs: Mapping[str, Sequence[str]]
) -> int | None:
    """Return where the range of ``a`` and ``b`` begins, or ``None`` where they make none."""
    if b.span.start - a.span.end > LONGEST_LINK:
        return None
    if not (_PLAIN_DATE.fullmatch(a.value) and _PLAIN_DATE.fullmatch(b.value)):
        return None
    if not _before(a.value, b.value) < b.value:
        return None
    before = plain(text[max(0, a.span.start - LONGEST_OPENER) : a.span.start]).lower()
    first = plain(a.span.text).lower()
    between = plain(text[a.span.end : b.span.end]).lower().lstrip()
    gap = b.span.start - a.span.end
    for opener, links in pairs.items():
        linked = any(between.startswith(f"{link} ") and gap <= len(link) + 2 for link in links)
        if not linked:
            continue
        if first.startswith(f"{opener} "):
            return a.span.start
        stands = re.search(rf"(?<!\w){re.escape(opener)} ?$", before)
        if stands:
            return a.span.start - len(before) + stands.start()
    return None
