"""Keeps DuckDB from planning joins by sizes it does not know: a connection in, a setting out.

Of tables that were filled in the same transaction it knows no sizes and takes them for empty: it
joined the terms of all articles with each other first, whose number grows with the square.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import duckdb
from duckdb import DuckDBPyConnection


@contextmanager
def as_written(connection: DuckDBPyConnection) -> Iterator[None]:
    """Have tables joined in the order in which a query names them."""
    connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    try:
        yield
    except BaseException:
        with suppress(duckdb.Error):  # nothing more is done in a transaction that failed
            connection.execute("RESET disabled_optimizers")
        raise
    connection.execute("RESET disabled_optimizers")
