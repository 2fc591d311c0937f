"""Reads what some stories hold in one query each: an open dossier in, rows by story out.

A query a story would read the whole tables as often as there are stories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.rows import LISTED, listed

Rows = Sequence[Sequence[Any]]


def hold(connection: DuckDBPyConnection, stories: Sequence[str]) -> None:
    """Make the temporary table ``held`` of the articles of some stories: ``story, article``."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE held AS"  # noqa: S608 - our own text
        f" SELECT id AS story, unnest(members).id AS article FROM stories WHERE id IN {LISTED}",
        [listed(stories)],
    )


def by_story(
    connection: DuckDBPyConnection, query: str, bounds: Sequence[int] = ()
) -> Mapping[str, Rows]:
    """Return the rows of a query over ``held`` by story, its first column, in their order."""
    found: defaultdict[str, list[Sequence[Any]]] = defaultdict(list)
    for story, *row in connection.execute(query, list(bounds)).fetchall():
        found[story].append(row)
    return found
