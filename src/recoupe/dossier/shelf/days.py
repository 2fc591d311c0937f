"""Lays the days of date values out as a table: a query for values in, value, first, last out."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.days import days


def lay_out(connection: DuckDBPyConnection, table: str, values: str) -> None:
    """Make a temporary table of the days that each value of the query ``values`` can mean."""
    connection.execute(
        f'CREATE OR REPLACE TEMP TABLE {table} ("value" VARCHAR, "first" VARCHAR, "last" VARCHAR)'
    )
    rows = connection.execute(f"SELECT DISTINCT v FROM ({values}) t(v) WHERE v IS NOT NULL")  # noqa: S608 - ours
    known = [(v, found) for (v,) in rows.fetchall() if (found := days(v))]
    if known:
        columns = [v for v, _ in known], *([f[i].isoformat() for _, f in known] for i in (0, 1))
        connection.execute(
            f"INSERT INTO {table} SELECT unnest(?), unnest(?), unnest(?)",
            list(columns),
        )
