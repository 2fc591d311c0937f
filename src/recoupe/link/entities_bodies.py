"""Joins full names of states, seats, bodies and outlets: those of one block in, edges out."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.link.bodies import body_of
from recoupe.link.entities_parts import Cluster, Edge, Face
from recoupe.link.known import find, told_state

SAME = 0.95
"""Sureness that two bodies of the same words and state are one, and, below, where one of them is
told without its state."""

LESS = 0.88


def known_names(faces: Sequence[Face]) -> tuple[list[Edge], list[Cluster]]:
    """Join all names that the lexicons know to be of one state, seat, body or outlet."""
    edges = [Edge(faces[0].id, f.id, 0.98, _told_known(faces[0], f)) for f in faces[1:]]
    return edges, [Cluster.of(faces)] if faces else []


def _told_known(one: Face, other: Face) -> tuple[str, ...]:
    if one.name == other.name:
        return (f"same name {one.name}",)
    known = find(other.language, other.kind, other.name)
    what = known.what if known else "known name"
    return (f"{one.name} and {other.name} are names of one actor ({what})",)


def bodies(faces: Sequence[Face]) -> tuple[list[Edge], list[Cluster]]:
    """Join bodies of the same words and state; those without a state to the only one there is."""
    states = sorted({f.state for f in faces if f.state})
    groups: dict[str, list[Face]] = {}
    for face in faces:
        home = face.state or (states[0] if len(states) == 1 else "")
        groups.setdefault(home, []).append(face)
    edges = [_one_body(group[0], f) for group in groups.values() for f in group[1:]]
    return edges, [Cluster.of(group) for group in groups.values()]


def _one_body(one: Face, other: Face) -> Edge:
    score = SAME if one.state == other.state else LESS
    return Edge(one.id, other.id, score, _told_body(one, other))


def _told_body(one: Face, other: Face) -> tuple[str, ...]:
    same = one.name == other.name
    names = f"same name {one.name}" if same else f"same words: {one.name} and {other.name}"
    shared = one.state is not None and one.state == other.state
    return (names, f"both of {told_state(one.state)}") if shared else (names,)


def expansions(faces: Sequence[Face]) -> tuple[list[Edge], list[Cluster]]:
    """Group the full names that an acronym may stand for; their own blocks join them."""
    groups: dict[str, list[Face]] = {}
    for face in faces:
        groups.setdefault(body_of(face.name, face.language).key, []).append(face)
    return [], [Cluster.of(group) for group in groups.values()]
