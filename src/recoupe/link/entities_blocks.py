"""Decides one block: its full names and short forms in, edges and links with their reasons out.

Pure functions of the block: the order in which its members come plays no part, and nothing outside
it is looked at, so that a block without fresh members keeps its decisions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from recoupe.link.entities_bodies import bodies, expansions, known_names
from recoupe.link.entities_parts import Cluster, Edge, Face, Link, Unit
from recoupe.link.entities_persons import persons
from recoupe.link.entities_short import attach

WAYS: dict[str, Callable[[Sequence[Face]], tuple[list[Edge], list[Cluster]]]] = {
    "k": known_names,
    "o": bodies,
    "a": expansions,
    "p": persons,
}
"""How full names are joined in a block, by the first letter of its key."""


def decide(
    block: str, faces: Sequence[Face], units: Sequence[Unit]
) -> tuple[list[Edge], list[Link]]:
    """Return the edges between the full names of a block, and what its short forms belong to."""
    faces = sorted(faces, key=lambda f: f.id)
    edges, clusters = WAYS[block[0]](faces)
    return edges, list(attach(block, clusters, sorted(units, key=lambda u: u.id)))
