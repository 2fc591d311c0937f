"""Counts what a dossier holds: an open connection in, numbers out."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

_LATEST = "article IN (SELECT id FROM articles WHERE latest)"


@dataclass(frozen=True, slots=True)
class Summary:
    """How much a dossier holds, counted over the latest version of each article."""

    articles: int
    actors: int
    quotations: int
    times: int
    quantities: int
    events: int
    failures: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """One name under which quotations are told, with how many there are in how many articles."""

    name: str
    quotations: int
    articles: int


def summary(connection: DuckDBPyConnection) -> Summary:
    """Return how many records of each kind there are."""
    counts = [
        connection.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchall()[0][0]  # noqa: S608 - ours
        for table, where in (
            ("articles", "latest"),
            ("actors", _LATEST),
            ("quotations", _LATEST),
            ("times", _LATEST),
            ("quantities", _LATEST),
            ("events", _LATEST),
            ("failures", "true"),
        )
    ]
    return Summary(*counts)


def speakers(connection: DuckDBPyConnection) -> tuple[Speaker, ...]:
    """Return the names that quotations are told under, the most quoted first."""
    query = (
        "SELECT speaker_name, count(*), count(DISTINCT article) FROM current_quotations"
        " WHERE article IN (SELECT id FROM articles WHERE latest) AND speaker_name IS NOT NULL"
        " GROUP BY speaker_name ORDER BY 2 DESC, 1"
    )
    return tuple(Speaker(*row) for row in connection.execute(query).fetchall())
