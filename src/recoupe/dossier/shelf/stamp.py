"""Tells whether a dossier has changed: all that readers can see in, one short text out."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

SEEN = (
    "articles",
    "actors",
    "times",
    "quantities",
    "events",
    "failures",
    "reprints",
    "reuses",
    "revisions",
    "origins",
    "stories",
    "threads",
    "moments",
    "coverage",
    "current_quotations",
    "current_memberships",
    "current_entities",
    "current_utterances",
    "current_discrepancies",
)
"""The tables and views that the reads answer from."""


def reckon(connection: DuckDBPyConnection) -> str:
    """Return the stamp of what the dossier holds; the order of rows does not matter."""
    parts = (f"(SELECT count(*)::VARCHAR || coalesce(sum(hash(t)), 0) FROM {t} t)" for t in SEEN)  # noqa: S608 - ours
    row = connection.execute(f"SELECT md5(concat_ws(' ', {', '.join(parts)}))").fetchone()
    return str(row[0]) if row else ""


def stored(connection: DuckDBPyConnection) -> tuple[str, int] | None:
    """Return the stamp and recipe with which the shelf was made, ``None`` where it was not yet."""
    row = connection.execute('SELECT "value", recipe FROM shelf_stamp').fetchone()
    return (row[0], row[1]) if row else None
