"""Draws who told whom: the ways of an utterance in, boxes in columns with arrows out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from recoupe.dossier.reads.utterance import Way
from recoupe.web.addresses import called
from recoupe.web.wording import Texts

WIDTH, BOX, HIGH, GAP, TOP = 920, 230, 40, 14, 8
COLUMNS = 3
PAST = "\0"
"""What the name of a place begins with that is kept for an arrow."""
LONGEST = 28
"""Characters of a name that fit into a box."""


Stop = tuple[int, str]
"""A column and the name of a box, or place, in it."""


@dataclass(frozen=True, slots=True)
class Box:
    """Somebody who tells: the name in full and as it fits, the corner of the box."""

    name: str
    short: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one box to another: the curve as an SVG path."""

    path: str


@dataclass(frozen=True, slots=True)
class Origins:
    """A drawing of ``width`` by ``height`` units, boxes of ``box`` by ``high``."""

    width: int
    height: int
    box: int
    high: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def drawn(words: Texts, ways: Sequence[Way]) -> Origins | None:
    """Return the drawing of who told whom, ``None`` where nobody is named.

    The speaker stands on the left, outlets on the right, agencies and other media between.
    """
    columns: list[list[str]] = [[] for _ in range(COLUMNS)]
    ties: dict[tuple[Stop, ...], None] = {}
    for way in ways:
        placed = _placed([str(called(words, step)) for step in way.steps][:COLUMNS])
        for column, name in placed:
            if name not in columns[column]:
                columns[column].append(name)
        through = any(name.startswith(PAST) for _, name in placed)
        ties |= dict.fromkeys([tuple(placed)] if through else pairwise(placed))
    most = max((len(names) for names in columns), default=0)
    if not most:
        return None
    height = TOP * 2 + most * HIGH + (most - 1) * GAP
    boxes = {
        (column, name): Box(name, _short(name), _left(column), _top(i, len(names), height))
        for column, names in enumerate(columns)
        for i, name in enumerate(names)
    }
    arrows = tuple(_arrow([boxes[stop] for stop in tie]) for tie in ties)
    shown = tuple(box for (_, name), box in boxes.items() if not name.startswith(PAST))
    return Origins(WIDTH, height, BOX, HIGH, shown, arrows)


def _placed(steps: list[str]) -> list[Stop]:
    """Return the steps of a way with their columns; two steps pass by those between.

    An empty place is kept for the arrow, which else runs behind a box and seems to come out of it.
    """
    if len(steps) == COLUMNS - 1:
        steps = [steps[0], PAST + steps[1], steps[1]]
    return list(enumerate(steps)) if len(steps) != 1 else [(COLUMNS - 1, steps[0])]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def _left(column: int) -> float:
    return column * (WIDTH - BOX) / (COLUMNS - 1)


def _top(i: int, count: int, height: int) -> float:
    used = count * HIGH + (count - 1) * GAP
    return (height - used) / 2 + i * (HIGH + GAP)


def _arrow(stops: Sequence[Box]) -> Arrow:
    """Return the arrow from the first box to the last, through the places kept between."""
    path = f"M{stops[0].x + BOX:g} {stops[0].y + HIGH / 2:g}"
    for one, other in pairwise(stops):
        last = other == stops[-1]
        x1, y1 = one.x + BOX, one.y + HIGH / 2
        x2, y2 = other.x - (7 if last else 0), other.y + HIGH / 2
        half = (x1 + x2) / 2
        path += f"C{half:g} {y1:g} {half:g} {y2:g} {x2:g} {y2:g}"
        path += "" if last else f"H{other.x + BOX:g}"
    return Arrow(path)
