"""Answers who deals with whom: an actor or none in, the busiest actors and their ties out."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.actors import ActorHead
from recoupe.dossier.reads.ask import rows
from recoupe.dossier.reads.shelved import items
from recoupe.errors import QuestionError

MOST = 200
"""Ties that are drawn, at most; more cannot be told apart on a screen."""

USUAL = 60


@dataclass(frozen=True, slots=True)
class Tie:
    """What one actor does to another: how many acts, of which types, the most frequent first."""

    source: str
    target: str
    count: int
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """The ties of most acts with the actors at their ends; ``total`` counts all ties."""

    nodes: tuple[ActorHead, ...]
    ties: tuple[Tie, ...]
    total: int


_TIES = """
    SELECT source, target, "count", types, count(*) OVER () AS total FROM shelf_edges
    WHERE $actor IS NULL OR source = $actor OR target = $actor
    ORDER BY "count" DESC, source, target LIMIT $most
"""


def network(connection: DuckDBPyConnection, actor: str | None = None, most: int = USUAL) -> Network:
    """Return the ties of most acts, at most ``most``; of one actor, if he is named.

    Raises :class:`QuestionError` where ``most`` is not from 1 to 200.
    """
    if not 1 <= most <= MOST:
        raise QuestionError(f"limit must be from 1 to {MOST}, not {most}")
    found = rows(connection, _TIES, {"actor": actor, "most": most})
    ties = tuple(Tie(r["source"], r["target"], r["count"], tuple(r["types"])) for r in found)
    ends = dict.fromkeys(end for tie in ties for end in (tie.source, tie.target))
    nodes = items(connection, "actors", ActorHead, list(ends))
    return Network(tuple(nodes.values()), ties, found[0]["total"] if found else 0)
