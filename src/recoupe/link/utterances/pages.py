"""Reads the answer to a query in pages while tables are written: a query in, lists of rows out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.rows import count

PAGE = 10_000
"""Rows held in memory at a time; 10 MB of quotations."""


def pages(
    connection: DuckDBPyConnection, name: str, query: str, size: int = PAGE
) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of a query page by page, from a temporary table ``name`` that is then dropped.

    A cursor of its own would not see what this transaction has written, and a statement on the
    same connection ends a query that is being read.
    """
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {name} AS"  # noqa: S608 - our own queries
        f" SELECT *, row_number() OVER () AS row_of_page FROM ({query})"
    )
    for start in range(0, count(connection, name), size):
        rows = connection.execute(
            f"SELECT * EXCLUDE row_of_page FROM {name}"  # noqa: S608 - our name
            " WHERE row_of_page > ? AND row_of_page <= ? ORDER BY row_of_page",
            [start, start + size],
        )
        yield rows.fetchall()
    connection.execute(f"DROP TABLE {name}")
