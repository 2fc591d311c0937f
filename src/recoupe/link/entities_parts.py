"""What the joining of actors handles: full names, short forms, and what is decided of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

NEAR_DAYS = 30
"""Days between two articles within which a part of a name means who bears it in the other."""


@dataclass(frozen=True, slots=True)
class Face:
    """A full name with the days on which it is printed and the offices it is given."""

    id: str
    language: str
    kind: str
    name: str
    state: str | None = None
    gender: str | None = None
    acronyms: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    offices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unit:
    """A short form on given days (``None``: not known), with the offices it is given then.

    ``around`` is the state that its article names most.
    """

    id: str
    face: Face
    first: int | None
    last: int | None
    offices: frozenset[str] = frozenset()
    around: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """Two faces that are one actor."""

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """What becomes of a short form: given to a face, or grouped with others, or neither."""

    unit: str
    face: str | None
    group: str | None
    score: float
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Cluster:
    """Full names of one block that are one actor."""

    faces: list[Face]
    genders: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    days: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, faces: Iterable[Face]) -> Cluster:
        """Sum up what is known of some faces."""
        ordered = sorted(faces, key=lambda f: f.id)
        return cls(
            ordered,
            {f.gender for f in ordered if f.gender},
            {f.state for f in ordered if f.state},
            {o for f in ordered for o in f.offices},
            sorted({d for f in ordered for d in f.days}),
        )
