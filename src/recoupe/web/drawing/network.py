"""Draws who deals with whom: actors and their ties in, circles, arrows and labels out.

The layout is that of Fruchterman and Reingold (1991): ties pull, actors push each other away. It
starts from a circle, so the same network gives the same drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, log1p

import numpy as np
import numpy.typing as npt

from recoupe.dossier.reads.network import Network

WIDTH, EDGE = 960, 70
LINE, LOWEST = 26, 360
"""Height that each name has to itself, so that no two lie on one another, and that of a plane."""
STEPS = 150
"""Rounds of the layout: with 40 ties nothing moves by more than a pixel after 120."""
LABEL = 26
"""Characters of a name on the drawing; the whole is in the table below it."""
BESIDE = 0.6
"""From this part of the width on, names stand to the left of their circles."""

Places = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Node:
    """A circle at a place, with the name beside it on the side that has room."""

    id: str
    name: str
    kind: str
    x: float
    y: float
    radius: float
    left: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line from one circle's edge to another's, wider for more acts."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A network laid out on a plane of ``width`` by ``height``."""

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    height: int
    width: int = WIDTH


def draw(network: Network, centre: str | None = None) -> Drawing:
    """Return the drawing of a network; ``centre`` is the actor it is drawn around, if any."""
    at = {node.id: i for i, node in enumerate(network.nodes)}
    pulls = np.zeros((len(at), len(at)))
    for tie in network.ties:
        pulls[at[tie.source], at[tie.target]] += 1 + log1p(tie.count)
    height = max(LOWEST, LINE * len(at) + 2 * EDGE)
    places = _spread(_laid_out(pulls + pulls.T, at.get(centre or "")), height)
    nodes = {
        node.id: Node(
            node.id,
            node.name if len(node.name) <= LABEL else f"{node.name[: LABEL - 1]}…",
            node.kind,
            round(float(x), 1),
            round(float(y), 1),
            round(5 + 2.5 * log1p(node.acts + node.received), 1),
            left=bool(x > WIDTH * BESIDE),
        )
        for node, (x, y) in zip(network.nodes, places, strict=True)
    }
    ties = [tie for tie in network.ties if tie.source != tie.target]
    arrows = tuple(_arrow(nodes[tie.source], nodes[tie.target], tie.count) for tie in ties)
    return Drawing(tuple(nodes.values()), arrows, height)


def _laid_out(pulls: Places, centre: int | None) -> Places:
    count = len(pulls)
    turns = np.linspace(0, 2 * np.pi, count, endpoint=False)
    places = np.column_stack((np.cos(turns), np.sin(turns)))
    ideal = 1 / max(1.0, float(np.sqrt(count)))
    for heat in np.linspace(0.2, 0.005, STEPS if count > 1 else 0):
        apart = places[:, None] - places[None]
        length = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 0.01)
        force = ideal**2 / length**2 - pulls * length / ideal / 4
        np.fill_diagonal(force, 0)
        move = (apart * force[..., None]).sum(axis=1) - 0.05 * places
        size = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        places = places + move / size[:, None] * np.minimum(size, heat)[:, None]
        if centre is not None:
            places = places - places[centre]
    return places


def _spread(places: Places, height: int) -> Places:
    """Stretch the places to the plane, its edges left free for names.

    Those who deal with one another much lie close together, and their names on one another. So each
    has a line of its own, in the order of the layout; across the plane half of the distance is that
    of the layout, half is given to each alike.
    """
    if not len(places):
        return places
    low, high = places.min(axis=0), places.max(axis=0)
    scaled = (places - low) / np.where(high - low > 0, high - low, 1)
    ranks = places.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    even = ranks / max(1, len(places) - 1)
    mixed = np.column_stack(((scaled[:, 0] + even[:, 0]) / 2, even[:, 1]))
    room = np.array([WIDTH - 2 * EDGE, height - 2 * EDGE])
    spread: Places = EDGE + mixed * room
    return spread


ASIDE = 2
"""By how much an arrow lies beside the line between two circles, so that two do not cover."""


def _arrow(source: Node, target: Node, count: int) -> Arrow:
    dx, dy = target.x - source.x, target.y - source.y
    length = max(hypot(dx, dy), 1.0)
    ux, uy = dx / length, dy / length
    start, end = source.radius + 1, target.radius + 7
    return Arrow(
        round(source.x + ux * start - uy * ASIDE, 1),
        round(source.y + uy * start + ux * ASIDE, 1),
        round(target.x - ux * end - uy * ASIDE, 1),
        round(target.y - uy * end + ux * ASIDE, 1),
        round(1 + log1p(count), 1),
    )
