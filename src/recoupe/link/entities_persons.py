"""Joins full names of persons: those of one block in, edges with their reasons out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from recoupe.link.entities_parts import NEAR_DAYS, Cluster, Edge, Face
from recoupe.link.known import told_state
from recoupe.link.names import (
    Likeness,
    Person,
    first_equivalent,
    parse,
    same_person,
    same_surname,
    sound,
)

JOIN = 0.8
"""Score from which two full names are one actor."""

MOST_COMPARED = 300
"""Names of one surname and initial up to which each is compared with each; beyond, only those that
sound the same, so that the cost stays linear."""


@dataclass(frozen=True, slots=True)
class _Bearer:
    """All faces of one full name and gender."""

    person: Person
    language: str
    gender: str | None
    faces: tuple[Face, ...]

    @property
    def states(self) -> set[str]:
        return {f.state for f in self.faces if f.state}


def persons(faces: Sequence[Face]) -> tuple[list[Edge], list[Cluster]]:
    """Join persons of one surname by their given names, the surest first, against no conflict."""
    bearers = _bearers(faces)
    homes = {i: [i] for i in range(len(bearers))}
    edges = [_same(b.faces[0], f) for b in bearers for f in b.faces[1:]]
    for score, i, j, reasons in sorted(_candidates(bearers)):
        one, other = homes[i], homes[j]
        if one is other or not _agree([bearers[k] for k in one], [bearers[k] for k in other]):
            continue
        edges.append(Edge(bearers[i].faces[0].id, bearers[j].faces[0].id, -score, reasons))
        one += other
        homes |= dict.fromkeys(other, one)
    groups = {id(home): home for home in homes.values()}.values()
    return edges, [Cluster.of(f for k in home for f in bearers[k].faces) for home in groups]


def _same(one: Face, other: Face) -> Edge:
    odd = one.state and other.state and one.state != other.state
    return Edge(one.id, other.id, 0.88 if odd else 0.97, (f"same name {one.name}",))


def _bearers(faces: Sequence[Face]) -> list[_Bearer]:
    """Gather the faces of one name; one that shows no gender is of the only gender shown."""
    named: dict[Person, dict[str | None, list[Face]]] = {}
    for face in faces:
        name = replace(parse(face.name, face.language), printed="")
        named.setdefault(name, {}).setdefault(face.gender, []).append(face)
    for genders in named.values():
        shown = [g for g in genders if g]
        if len(shown) == 1 and None in genders:
            genders[shown[0]] += genders.pop(None)
    found = [
        _Bearer(parse(group[0].name, group[0].language), group[0].language, gender, tuple(group))
        for genders in named.values()
        for gender, group in genders.items()
    ]
    return sorted(found, key=lambda b: min(f.id for f in b.faces))


def _candidates(bearers: Sequence[_Bearer]) -> Iterator[tuple[float, int, int, tuple[str, ...]]]:
    """Yield the pairs that are alike enough: negative score, both places, reasons."""
    buckets: dict[str, list[int]] = {}
    for i, bearer in enumerate(bearers):
        for given in bearer.person.given[:1] or (bearer.person.surname,):
            buckets.setdefault(initial(given, bearer.language), []).append(i)
    for bucket in buckets.values():
        for i, j in (
            combinations(bucket, 2) if len(bucket) <= MOST_COMPARED else _alike(bearers, bucket)
        ):
            if (found := _likeness(bearers[i], bearers[j])) and found.score >= JOIN:
                yield -found.score, i, j, found.reasons


def initial(given: str, language: str) -> str:
    """Return the first sound of a given name: names that begin otherwise are not compared.

    Names that are one in several languages (« Bill », « William ») share the first of their list.
    """
    return sound(first_equivalent(given, language))[:1]


def _alike(bearers: Sequence[_Bearer], bucket: Sequence[int]) -> Iterator[tuple[int, int]]:
    groups: dict[str, list[int]] = {}
    for i in bucket:
        groups.setdefault(" ".join(map(sound, bearers[i].person.given)), []).append(i)
    for group in groups.values():
        yield from pairwise(group)


def _likeness(one: _Bearer, other: _Bearer) -> Likeness | None:
    """Compare two bearers: by name, gender, and the states they belong to."""
    if one.gender and other.gender and one.gender != other.gender:
        return None
    found = same_person(one.person, other.person, one.language)
    if found is None or (_by_half(one, other) and not _near(one, other)):
        return None
    if not (one.states and other.states):
        return found
    if shared := one.states & other.states:
        told = f"both of {told_state(min(shared))}"
        return Likeness(min(found.score + 0.03, 0.99), (*found.reasons, told))
    return Likeness(found.score * 0.9, found.reasons)


def _by_half(one: _Bearer, other: _Bearer) -> bool:
    """Tell whether half of a double surname is all they share (« Lorrec », « Lorrec Prade »)."""
    return same_surname(one.person.surname, other.person.surname) is None


def _near(one: _Bearer, other: _Bearer) -> bool:
    """Tell whether two bearers are of one state, or of articles of the same time."""
    if one.states & other.states:
        return True
    days = [sorted({d for f in b.faces for d in f.days}) for b in (one, other)]
    return any(
        at < len(days[1]) and days[1][at] - day <= NEAR_DAYS
        for day in days[0]
        for at in (bisect_left(days[1], day - NEAR_DAYS),)
    )


def _agree(some: Sequence[_Bearer], others: Sequence[_Bearer]) -> bool:
    """Tell whether no name of one group speaks against a name of the other."""
    return all(
        not (a.gender and b.gender and a.gender != b.gender)
        and same_person(a.person, b.person, a.language)
        for a in some
        for b in others
    )
