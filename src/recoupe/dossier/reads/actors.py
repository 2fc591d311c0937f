"""Answers who takes part: filters and a page in, actors across articles out; one with his roles."""

from __future__ import annotations

import json
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.acts import ActFilters, ActRead, Named, acts
from recoupe.dossier.reads.ask import rows
from recoupe.dossier.reads.paging import FIRST, Page, Paging
from recoupe.dossier.reads.passages import Passage, filled
from recoupe.dossier.reads.record import Filters, Told, record
from recoupe.dossier.reads.shelved import having, page
from recoupe.dossier.reads.words import standing
from recoupe.errors import NotFoundError
from recoupe.records import ActorKind
from recoupe.rows import from_row

FEW = Paging(0, 20)
"""What he said and did, as far as it is told with an actor; the rest is asked for by his id."""

MOST_OTHERS = 20
"""Others on whom an actor acts, or who act on him, those of most acts first."""


@dataclass(frozen=True, slots=True)
class ActorHead:
    """An actor across articles; ``role`` is the most frequent one.

    ``first`` and ``last`` are the days of the first and last dated article that name him; ``acts``
    counts what he does, ``received`` what is done to him.
    """

    id: str
    name: str
    kind: ActorKind
    named: bool
    country: str | None
    role: str | None
    articles: int
    first: str | None
    last: str | None
    utterances: int
    acts: int
    received: int


@dataclass(frozen=True, slots=True)
class RoleRead:
    """A role with the days of the first and last dated article that give it, its first passage."""

    role: str
    first: str | None
    last: str | None
    articles: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Relation:
    """Another actor with whom one deals: how many acts, of which types, the most frequent first."""

    actor: ActorHead
    count: int
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorRead:
    """One actor: his names and roles, what he said and did, to whom, and who acts on him.

    ``stands_for`` is the state for which a capital or seat stands, ``seats`` are those that stand
    for this one; ``reasons`` say why the actors of single articles are held to be one.
    """

    head: ActorHead
    aliases: tuple[str, ...]
    roles: tuple[RoleRead, ...]
    reasons: tuple[str, ...]
    stands_for: Named | None
    seats: tuple[Named, ...]
    said: Page[Told]
    did: Page[ActRead]
    acts_on: tuple[Relation, ...]
    met_with: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class ActorFilters:
    """Which actors are asked for; ``text`` are words of any of their names."""

    kind: ActorKind | None = None
    country: str | None = None
    text: str | None = None


def actors(
    connection: DuckDBPyConnection, filters: ActorFilters | None = None, paging: Paging = FIRST
) -> Page[ActorHead]:
    """Return a page of the actors: those with a name first, those of most articles first."""
    of = filters or ActorFilters()
    asked = having("actors", {"kind": of.kind, "country": of.country})
    asked &= standing(connection, "actors", of.text)
    return page(connection, "actors", ActorHead, asked, paging)


def actor(connection: DuckDBPyConnection, id: str) -> ActorRead:  # noqa: A002 - the word for it
    """Return one actor; :class:`NotFoundError` says so where there is none of this id.

    The error names as ``successor`` the actor whom a reader has said this one to be.
    """
    found = rows(connection, "SELECT told, detail FROM shelf_actors WHERE id = ?", [id])
    if not found:
        now = rows(connection, 'SELECT "now" FROM replaced_entities WHERE id = ?', [id])
        raise NotFoundError("actor", id, now[0]["now"] if now else None)
    (detail,) = filled(connection, [found[0]["detail"]])
    return from_row(
        ActorRead,
        detail
        | {
            "head": json.loads(found[0]["told"]),
            "said": record(connection, Filters(speaker=id), FEW),
            "did": acts(connection, ActFilters(actor=id), FEW),
            "acts_on": _others(connection, "source", "target", id),
            "met_with": _others(connection, "target", "source", id),
        },
    )


def _others(
    connection: DuckDBPyConnection, one: str, other: str, name: str
) -> tuple[Relation, ...]:
    query = (
        f'SELECT a.told, e."count", e.types FROM (SELECT * FROM shelf_edges WHERE {one} = ?'  # noqa: S608 - ours
        f' ORDER BY "count" DESC, {other} LIMIT ?) e JOIN shelf_actors a ON a.id = e.{other}'
        f' ORDER BY e."count" DESC, a.place'
    )
    found = rows(connection, query, [name, MOST_OTHERS])
    return tuple(from_row(Relation, row | {"actor": json.loads(row["told"])}) for row in found)
