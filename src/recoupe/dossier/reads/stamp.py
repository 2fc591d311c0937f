"""Answers whether a dossier is still the one that was read: a short text, for ETags."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.shelf.stamp import stored


def stamp(connection: DuckDBPyConnection) -> str:
    """Return a text that is the same only as long as the dossier holds the same."""
    known = stored(connection)
    return f"{known[0]}-{known[1]}" if known else "empty"
