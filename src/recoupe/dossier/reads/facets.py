"""Answers what a list can be chosen by: filters in, values of each property with counts out."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.ask import Row, rows
from recoupe.dossier.reads.record import ANY, Filters, asked
from recoupe.dossier.reads.shelved import EVERY, Asked, Shelf
from recoupe.dossier.shelf.index import reach

USUAL = 30
"""Values of one property that are offered, those of most items first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to choose by, what it is called, and how many items have it."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A property (speaker, side, outlet, kind, language, origins …) with its values."""

    name: str
    choices: tuple[Choice, ...]


_ALL = """
    SELECT facet, "value", "name", "count" FROM shelf_facets WHERE shelf = ?
    QUALIFY row_number() OVER (PARTITION BY facet ORDER BY "count" DESC, "name", "value") <= ?
    ORDER BY facet, "count" DESC, "name", "value"
"""

_SOME = """
    SELECT * FROM (
        SELECT f.facet, f."value", f."name", count(*) AS "count"
        FROM shelf_facets f JOIN shelf_index i USING (key)
        WHERE f.shelf = ? AND i.key >= {2} AND i.key < {3}
            AND i.item IN (SELECT place FROM shelf_{0} WHERE {1})
        GROUP BY f.facet, f."value", f."name"
    )
    QUALIFY row_number() OVER (PARTITION BY facet ORDER BY "count" DESC, "name", "value") <= ?
    ORDER BY facet, "count" DESC, "name", "value"
"""


def record_facets(
    connection: DuckDBPyConnection, filters: Filters = ANY, most: int = USUAL
) -> tuple[Facet, ...]:
    """Return what the record can be chosen by, counted among what passes the filters."""
    return _facets(connection, "utterances", asked(connection, filters), most)


def shelf_facets(
    connection: DuckDBPyConnection, shelf: Shelf, most: int = USUAL
) -> tuple[Facet, ...]:
    """Return what the items of any shelf can be chosen by, counted among all of them."""
    return _facets(connection, shelf, EVERY, most)


def _facets(
    connection: DuckDBPyConnection, shelf: Shelf, of: Asked, most: int
) -> tuple[Facet, ...]:
    if of == EVERY:
        found = rows(connection, _ALL, [shelf, most])
    else:
        query = _SOME.format(shelf, of.condition, *reach(shelf))
        found = rows(connection, query, [shelf, *of.values, most])
    groups: dict[str, list[Row]] = {}
    for row in found:
        groups.setdefault(row["facet"], []).append(row)
    return tuple(
        Facet(name, tuple(Choice(r["value"], r["name"], r["count"]) for r in group))
        for name, group in groups.items()
    )
