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
    """Make the temporary table ``held`` of the articles of some stories.

    Its columns: ``story, article, language, outlet`` ('' where unknown), ``day`` as it is told and
    ``dated`` where that is a day, ``origin`` (of a copy, the original; else the article itself).
    """
    connection.execute(_HELD, [listed(stories)])


_HELD = f"""
    CREATE OR REPLACE TEMP TABLE held AS
    WITH members AS (
        SELECT id AS story, unnest(members).id AS article FROM stories WHERE id IN {LISTED}
    ),
    originals AS (
        SELECT unnest(copies).article AS article, original FROM reprints
    )
    SELECT m.story, m.article, a.language, coalesce(a.outlet, '') AS outlet,
        coalesce(a.published.value[:10], a.published.earliest, '') AS day,
        CASE WHEN len(day) = len('2000-01-01') THEN try_cast(day AS DATE) END AS dated,
        coalesce(o.original, m.article) AS origin
    FROM members m JOIN articles a ON a.id = m.article
    LEFT JOIN originals o ON o.article = m.article
"""  # noqa: S608 - our own text


def by_story(
    connection: DuckDBPyConnection, query: str, bounds: Sequence[int] = ()
) -> Mapping[str, Rows]:
    """Return the rows of a query over ``held`` by story, its first column, in their order."""
    found: defaultdict[str, list[Sequence[Any]]] = defaultdict(list)
    for story, *row in connection.execute(query, list(bounds)).fetchall():
        found[story].append(row)
    return found
