"""Answers who of single articles is one actor: an actor in, his names and where he has them out.

Corrections name actors of single articles.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.ask import rows
from recoupe.dossier.reads.passages import ArticleHead, heads
from recoupe.rows import LISTED, listed

MOST = 100
"""Members told of one actor, those with the most frequent names first."""


@dataclass(frozen=True, slots=True)
class MemberRead:
    """An actor of a single article, by his name in it."""

    id: str
    name: str
    article: ArticleHead


_MEMBERS = """
    SELECT a.id, a."name", a.article FROM current_memberships m JOIN actors a ON a.id = m.actor
    WHERE m.entity = ? ORDER BY count(*) OVER (PARTITION BY a."name") DESC, a."name", a.id LIMIT ?
"""
_FIRST = f"""
    SELECT entity, min(actor) AS actor FROM current_memberships
    WHERE entity IN {LISTED} GROUP BY entity
"""  # noqa: S608 - ours


def members(connection: DuckDBPyConnection, actor: str) -> tuple[MemberRead, ...]:
    """Return the actors of single articles that are this one, at most a hundred."""
    found = rows(connection, _MEMBERS, [actor, MOST])
    articles = heads(connection, (r["article"] for r in found))
    return tuple(
        MemberRead(r["id"], r["name"], articles[r["article"]])
        for r in found
        if r["article"] in articles
    )


def members_of(connection: DuckDBPyConnection, actors: Iterable[str]) -> dict[str, str]:
    """Return one actor of a single article for each actor across articles, by his id."""
    found = rows(connection, _FIRST, [listed(actors)])
    return {r["entity"]: r["actor"] for r in found}
