"""Puts a query to a dossier: SQL and its values in, rows by column name out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.rows import LISTED, by_name, listed

Row = dict[str, Any]
Values = Sequence[object] | Mapping[str, object]
"""The values of a query, in order or by name."""


def rows(connection: DuckDBPyConnection, query: str, values: Values | None = None) -> list[Row]:
    """Return the rows of a query, each by the names of its columns."""
    return list(by_name(connection.execute(query, values)))


def number(connection: DuckDBPyConnection, query: str, values: Values | None = None) -> int:
    """Return the one number that a query asks for."""
    row = connection.execute(query, values).fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def of(connection: DuckDBPyConnection, table: str, column: str, values: Iterable[str]) -> list[Row]:
    """Return the rows of a table whose ``column`` holds one of the values."""
    wanted = sorted(set(values))
    if not wanted:
        return []
    query = f"SELECT * FROM {table} WHERE {column} {among(wanted)}"  # noqa: S608 - our names
    return rows(connection, query, [one_or_listed(wanted)])


def among(wanted: Sequence[str]) -> str:
    """Return the condition on a column that :func:`one_or_listed` gives the value of.

    One value is compared with itself, which is 1 ms cheaper than to read a list.
    """
    return "= ?" if len(wanted) == 1 else f"IN {LISTED}"


def one_or_listed(wanted: Sequence[str]) -> str:
    """Return strings as one value of a query, for :func:`among`."""
    return wanted[0] if len(wanted) == 1 else listed(wanted)


def grouped(found: Iterable[Row], column: str) -> dict[Any, list[Row]]:
    """Return rows in groups that share the value of a column."""
    groups: dict[Any, list[Row]] = {}
    for row in found:
        groups.setdefault(row[column], []).append(row)
    return groups
