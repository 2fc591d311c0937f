"""Lays out what was read of pages as rows: results in order in, the rows of each table out.

A page whose address and text another page had before is the same article: its rows are there once,
and ``places`` holds where among the pages it came.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import duckdb

from recoupe.dossier import schema
from recoupe.link.alone import ALONE, Prepared
from recoupe.records import Failure
from recoupe.rows import to_row

OF_READING = ("actors", "quotations", "times", "quantities", "events")
"""Tables that are named as the fields of :class:`Reading` whose records they hold."""

PER_ARTICLE = (*OF_READING, *ALONE)
"""The tables whose rows belong to one article; the last ones are for linking."""

TABLES = ("articles", *PER_ARTICLE, "failures")

_OF_THE_DOSSIER = frozenset({"version", "latest"})
"""Columns of articles that only the dossier can tell."""

_PLACES = {"articles": {"places": "INTEGER[]"}, "failures": {"place": "INTEGER"}}


@cache
def shapes() -> dict[str, dict[str, str]]:
    """Return columns and types of the rows of each table: those of the dossier's, and places."""
    with duckdb.connect() as connection:
        schema.migrate(connection)
        return {t: _columns(connection, t) | _PLACES.get(t, {}) for t in TABLES}


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    described = connection.execute(f"DESCRIBE {table}").fetchall()
    return {name: kind for name, kind, *_ in described if name not in _OF_THE_DOSSIER}


def columns(table: str) -> str:
    """Return the columns of a table with their types, as SQL."""
    return ", ".join(f'"{name}" {kind}' for name, kind in shapes()[table].items())


def rows(results: Sequence[Prepared | Failure]) -> dict[str, list[Any]]:
    """Return the rows of each table; of readings of one article the last one counts."""
    read: dict[str, Prepared] = {}
    places: dict[str, list[int]] = {}
    failures = []
    for place, result in enumerate(results):
        if isinstance(result, Failure):
            failures.append(to_row(result) | {"place": place})
        else:
            name = result.reading.article.id
            read[name] = result
            places.setdefault(name, []).append(place)
    readings = {name: of.reading for name, of in read.items()}
    articles = [to_row(r.article) | {"places": places[name]} for name, r in readings.items()]
    found = {t: [to_row(x) for r in readings.values() for x in getattr(r, t)] for t in OF_READING}
    more = {table: [row for of in read.values() for row in of.rows[table]] for table in ALONE}
    return {"articles": articles, **found, **more, "failures": failures}
