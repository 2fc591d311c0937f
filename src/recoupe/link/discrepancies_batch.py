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

PORTION = 100_000
"""Rows of pairs held in memory at once, some 100 MB, or those of one story, which may be more: at
50,000 articles made alike (``benchmarks/building.py``) this step comes to 11.8 GB."""


def hold(connection: DuckDBPyConnection, stories: Sequence[str]) -> None:
    """Make the temporary table ``held`` of the articles of some stories: ``story, article``."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE held AS"  # noqa: S608 - our own text
        f" SELECT id AS story, unnest(members).id AS article FROM stories WHERE id IN {LISTED}",
        [listed(stories)],
    )


def by_story(
    connection: DuckDBPyConnection, query: str, bounds: Sequence[int | str] = ()
) -> Mapping[str, Rows]:
    """Return the rows of a query over ``held`` by story, its first column, in their order."""
    found: defaultdict[str, list[Sequence[Any]]] = defaultdict(list)
    for story, *row in connection.execute(query, list(bounds)).fetchall():
        found[story].append(row)
    return found


class Pairs:
    """The rows of a query of pairs over ``held``, by story; few of them are in memory at once.

    The query stands in a temporary table, which DuckDB may put on disk. Stories are asked for in
    the order of their ids, each once.
    """

    def __init__(
        self, connection: DuckDBPyConnection, name: str, query: str, bounds: Sequence[int]
    ) -> None:
        self._connection = connection
        self._name = name
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}", list(bounds))
        counts = connection.execute(f"SELECT story, count(*) FROM {name} GROUP BY story")  # noqa: S608 - our names
        self._sizes = sorted(counts.fetchall())
        self._rows: Mapping[str, Rows] = {}
        self._last = ""

    def of(self, story: str) -> Rows:
        """Return the rows of a story, without its id."""
        if story > self._last:
            self._fetch(story)
        return self._rows.get(story, ())

    def drop(self) -> None:
        """Remove the table."""
        self._rows = {}
        self._connection.execute(f"DROP TABLE {self._name}")

    def _fetch(self, story: str) -> None:
        """Read the rows of a story and of those after it, until there are many."""
        size, last = 0, story
        for name, count in self._sizes:
            if name < story:
                continue
            if size and size + count > PORTION:
                break
            size, last = size + count, name
        self._last = last
        query = f"FROM {self._name} WHERE story BETWEEN ? AND ? ORDER BY ALL"
        self._rows = by_story(self._connection, query, [story, last])
