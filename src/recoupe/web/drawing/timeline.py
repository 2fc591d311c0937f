"""Draws when things were said and done: points in time in, dots in lanes with a scale out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from recoupe.days import days
from recoupe.dossier.reads.affair import Point

KINDS = ("said", "done", "planned")
WIDTH, LANE, HEAD, LEFT, RIGHT = 960, 46, 14, 96, 24
SMALLEST, LARGEST = 4.0, 18.0
"""Radii of the dots: that of one moment, and of the most that fall on one date."""

MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class Dot:
    """A point drawn: its centre and radius."""

    x: float
    y: float
    radius: float
    point: Point


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the scale, written as an ISO prefix (2031, 2031-03, 2031-03-12)."""

    x: float
    date: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The line of one kind of moment."""

    kind: str
    y: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing of ``width`` by ``height`` units; larger dots are drawn first."""

    width: int
    height: int
    left: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    dots: tuple[Dot, ...]


def drawn(points: Sequence[Point]) -> Timeline | None:
    """Return the drawing of some points, ``None`` where there are none."""
    if not points:
        return None
    placed = [_middle(p.date) for p in points]
    scale = _Scale.of(sorted(placed))
    kinds = [kind for kind in KINDS if any(p.kind == kind for p in points)]
    lanes = tuple(Lane(kind, HEAD + LANE * (i + 0.5)) for i, kind in enumerate(kinds))
    heights = {lane.kind: lane.y for lane in lanes}
    most = max(p.count for p in points)
    dots = [
        Dot(scale.x(day), heights[p.kind], _radius(p.count, most), p)
        for p, day in zip(points, placed, strict=True)
        if p.kind in heights
    ]
    return Timeline(
        WIDTH,
        HEAD + LANE * len(lanes) + 26,
        LEFT,
        lanes,
        tuple(scale.ticks()),
        tuple(sorted(dots, key=lambda dot: -dot.radius)),
    )


def _middle(value: str) -> date:
    """Return the day in the middle of a date: a season is not drawn on the first day of its year.

    >>> _middle("2031-03-12"), _middle("2031-SP")
    (datetime.date(2031, 3, 12), datetime.date(2031, 4, 15))
    """
    first, last = days(value) or (_day(value), _day(value))
    return first + (last - first) // 2


def _day(value: str) -> date:
    year, month, day = (*(int(part) for part in value.split("-")), 1, 1)[:3]
    return date(year, month, day)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where days lie between the edges; ``early`` are days of long before, set apart at the left.

    A clause of an article (« envahi en 2022 ») would else squeeze the affair into a corner.
    """

    first: date
    last: date
    early: tuple[date, ...]

    @classmethod
    def of(cls, placed: Sequence[date]) -> _Scale:
        """Return the scale of some days, in order."""
        gaps = [(after - before, i) for i, (before, after) in enumerate(pairwise(placed), 1)]
        widest, at = max(gaps, key=lambda g: (g[0], -g[1]), default=(timedelta(0), 0))
        early = tuple(dict.fromkeys(placed[:at]))
        far = widest > FAR * (placed[-1] - placed[0])
        if far and at <= FEW * len(placed) and len(early) <= MOST_EARLY:
            return cls(placed[at], placed[-1], early)
        return cls(placed[0], placed[-1], ())

    def x(self, day: date) -> float:
        """Return where a day lies."""
        if day in self.early:
            return LEFT + LARGEST + BEFORE * self.early.index(day)
        left = LEFT + LARGEST + BEFORE * (len(self.early) + bool(self.early))
        right = WIDTH - RIGHT - LARGEST
        if self.first == self.last:
            return (left + right) / 2
        return round(left + (right - left) * (day - self.first) / (self.last - self.first), 1)

    def ticks(self) -> Iterator[Tick]:
        """Yield the dates that are written below."""
        for day in self.early:
            yield Tick(self.x(day), str(day.year))
        for told in _ticks(self.first, self.last):
            yield Tick(self.x(_day(told)), told)


FAR, FEW = 0.5, 0.25
"""Days are set apart where nothing happens for half of the whole time after them, and a quarter of
the dates at most are of before."""
MOST_EARLY = 3
"""Days that are set apart at most: of more the numbers would fill the drawing."""
BEFORE = 44
"""Width of a day that is set apart: that of a year's number."""


def _radius(count: int, most: int) -> float:
    """Return a radius so that areas are as the counts."""
    return round(max(SMALLEST, LARGEST * math.sqrt(count / max(most, 9))), 1)


def _ticks(first: date, last: date) -> list[str]:
    """Return the dates of a scale: days of a short time, first days of months or years of more."""
    days = (last - first).days
    if days < MOST_TICKS:
        return [(first + timedelta(n)).isoformat() for n in range(days + 1)]
    if days < 62:  # noqa: PLR2004 - two months
        return [(first + timedelta(n)).isoformat() for n in range(0, days + 1, -(-days // 6))]
    months = [m for m in _months(first, last) if _day(m) >= first]
    if len(months) <= 3 * MOST_TICKS:
        return months[:: -(-len(months) // MOST_TICKS)]
    years = [str(y) for y in range(first.year + 1, last.year + 1)]
    return years[:: -(-len(years) // MOST_TICKS)]


def _months(first: date, last: date) -> list[str]:
    whole = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in whole]
