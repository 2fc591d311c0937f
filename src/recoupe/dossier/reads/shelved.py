"""Reads a shelf: what its items must have and a page of them in, records with passages out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.ask import Row, among, number, one_or_listed, rows
from recoupe.dossier.reads.paging import Page, Paging
from recoupe.dossier.reads.passages import filled
from recoupe.dossier.shelf.index import key
from recoupe.errors import NotFoundError
from recoupe.rows import from_row

Shelf = Literal[
    "articles",
    "utterances",
    "discrepancies",
    "threads",
    "stories",
    "moments",
    "figures",
    "acts",
    "actors",
    "coverage",
    "outlets",
    "reprints",
    "lines",
]
"""What lies on shelves, in tables of these names; lines are found by :mod:`search` only."""

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the items of a shelf must be: a condition in SQL over its table, and its values."""

    condition: str = "true"
    values: tuple[object, ...] = ()

    def __and__(self, other: Asked) -> Asked:
        """Return both conditions in one."""
        if other == Asked():
            return self
        return other if self == Asked() else _both(self, other)


EVERY = Asked()

# A value handed to DuckDB costs 0.2 ms, in which it looks for pandas; numbers are written out.

_ALL = "SELECT told FROM shelf_{0} WHERE place >= {1:d} AND place < {2:d} ORDER BY place"

_SOME = """
    WITH found AS MATERIALIZED (SELECT place FROM shelf_{0} WHERE {1})
    SELECT s.told, (SELECT count(*) FROM found) AS total
    FROM shelf_{0} s JOIN (FROM found ORDER BY place LIMIT {2:d} OFFSET {3:d}) USING (place)
    ORDER BY place
"""

_CALLED = {
    "discrepancies": "discrepancy",
    "stories": "story",
    "coverage": "fact",
    "reprints": "reprint group",
}
"""What an item is called where its shelf is not called after it."""


def having(shelf: Shelf, properties: Mapping[str, str | None]) -> Asked:
    """Return the condition that an item has a value of each property; ``None`` lets all pass."""
    asked = EVERY
    for name, value in properties.items():
        if value is not None:
            asked &= holding(shelf, name, [value])
    return asked


def holding(shelf: Shelf, name: str, values: Iterable[str]) -> Asked:
    """Return the condition that an item has one of the values of a property."""
    wanted = keys(shelf, [name], values)
    return Asked(f"place IN (SELECT item FROM shelf_index WHERE key IN ({wanted}))")  # noqa: S608 - numbers


def keys(shelf: Shelf, properties: Iterable[str], values: Iterable[str]) -> str:
    """Return the keys of values of properties in SQL, separated by commas."""
    known = sorted(values)
    return ", ".join(str(key(shelf, p, v)) for p in properties for v in known) or "NULL"


def within(first: date | None, last: date | None) -> Asked:
    """Return the condition that an item can be of a day from ``first`` to ``last``."""
    asked = EVERY
    if first is not None:
        asked &= Asked('"last" >= ?', (first.isoformat(),))
    if last is not None:
        asked &= Asked('"first" <= ?', (last.isoformat(),))
    return asked


def page(
    connection: DuckDBPyConnection,
    shelf: Shelf,
    kind: type[Record],
    asked: Asked,
    paging: Paging,
) -> Page[Record]:
    """Return a page of the items of a shelf that are as asked, in the order of the shelf."""
    if asked == EVERY:
        total = number(connection, f"SELECT count(*) FROM shelf_{shelf}")  # noqa: S608 - ours
        found = rows(connection, _ALL.format(shelf, paging.offset, paging.offset + paging.limit))
    else:
        query = _SOME.format(shelf, asked.condition, paging.limit, paging.offset)
        found = rows(connection, query, asked.values)
        total = found[0]["total"] if found else _count(connection, shelf, asked)
    return Page(_records(connection, kind, found), total, paging.offset, paging.limit)


def _count(connection: DuckDBPyConnection, shelf: Shelf, asked: Asked) -> int:
    query = f"SELECT count(*) FROM shelf_{shelf} WHERE {asked.condition}"  # noqa: S608 - ours
    return number(connection, query, asked.values)


def items(
    connection: DuckDBPyConnection, shelf: Shelf, kind: type[Record], ids: Sequence[str]
) -> dict[str, Record]:
    """Return the items with these ids, by id; those not on the shelf are left out."""
    query = f"SELECT id, told FROM shelf_{shelf} WHERE id {among(ids)}"  # noqa: S608 - ours
    found = rows(connection, query, [one_or_listed(ids)]) if ids else []
    records = _records(connection, kind, found)
    return {row["id"]: record for row, record in zip(found, records, strict=True)}


def item(connection: DuckDBPyConnection, shelf: Shelf, kind: type[Record], name: str) -> Record:
    """Return the item with this id; :class:`NotFoundError` where there is none on the shelf."""
    found = items(connection, shelf, kind, [name])
    if name not in found:
        raise NotFoundError(_CALLED.get(shelf, shelf[:-1]), name)
    return found[name]


def _records(
    connection: DuckDBPyConnection, kind: type[Record], found: Iterable[Row]
) -> tuple[Record, ...]:
    return tuple(from_row(kind, row) for row in filled(connection, [r["told"] for r in found]))


def _both(one: Asked, other: Asked) -> Asked:
    return Asked(f"{one.condition} AND {other.condition}", one.values + other.values)
