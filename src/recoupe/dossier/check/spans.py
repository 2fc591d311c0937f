"""Checks that every passage a dossier holds is what its article says at that place.

Passages are found by their type, wherever they stand in a column: a struct of start, end and text
belongs to the article of its row, one with an article to that one. So new columns are checked too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from duckdb import DuckDBPyConnection
from duckdb.sqltypes import DuckDBPyType

from recoupe.dossier.check.problem import REBUILD, Problem

_SPAN = frozenset({"start", "end", "text"})
_ZONE = frozenset({"start", "end", "kind"})


def passages(connection: DuckDBPyConnection) -> Iterator[Problem]:
    """Yield a problem for each column that holds passages which are not in their article."""
    for table in _tables(connection):
        columns = _columns(connection, table)
        own = "id" if table == "articles" else "article" if "article" in columns else "NULL"
        for column, kind in columns.items():
            listed = _listed(f't."{column}"', kind, own if own == "NULL" else f"t.{own}", 0)
            if listed is not None:
                yield from _wrong(connection, table, column, listed)


def _tables(connection: DuckDBPyConnection) -> list[str]:
    found = connection.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database()"
        " AND NOT starts_with(table_name, 'shelf_') AND NOT starts_with(table_name, 'current_')"
        " ORDER BY table_name"
    ).fetchall()
    return [row[0] for row in found]


def _columns(connection: DuckDBPyConnection, table: str) -> dict[str, DuckDBPyType]:
    relation = connection.sql(f"FROM {table}")
    return dict(zip(relation.columns, relation.types, strict=True))


def _listed(value: str, kind: DuckDBPyType, article: str, depth: int) -> str | None:
    """Return SQL for the list of all passages in a value, ``None`` where its type has none."""
    if kind.id == "list":
        each = f"v{depth}"
        inner = _listed(each, _parts(kind)["child"], article, depth + 1)
        return inner and f"flatten([{inner} for {each} in {value}])"
    if kind.id != "struct":
        return None
    fields = _parts(kind)
    if fields.keys() - {"article"} in (_SPAN, _ZONE):
        at = f"{value}.article" if "article" in fields else article
        told = f'{value}."text"' if "text" in fields else "NULL::VARCHAR"
        return (
            f"[{{'article': {at}, 'start': {value}.\"start\", 'end': {value}.\"end\","
            f" 'text': {told}}}]"
        )
    parts = [_listed(f'{value}."{name}"', part, article, depth) for name, part in fields.items()]
    return " || ".join(f"coalesce({part}, [])" for part in parts if part) or None


def _parts(kind: DuckDBPyType) -> dict[str, DuckDBPyType]:
    """Return the fields of a struct, or the type in a list as ``child``."""
    return dict(cast("list[tuple[str, DuckDBPyType]]", kind.children))


def _wrong(
    connection: DuckDBPyConnection, table: str, column: str, listed: str
) -> Iterator[Problem]:
    ((number, article),) = connection.execute(
        f"""
        WITH held AS (SELECT unnest({listed}) AS p FROM {table} t)
        SELECT count(*), min(p.article) FROM held LEFT JOIN articles a ON a.id = p.article
        WHERE p."start" IS NOT NULL AND (
            a.id IS NULL OR p."start" < 0 OR p."end" < p."start" OR p."end" > length(a."text")
            OR substring(a."text", p."start" + 1, p."end" - p."start") <> p."text"
        )
        """  # noqa: S608 - our own tables
    ).fetchall()
    if number:
        told = f"{number} passages are not what the article says there, the first in {article}"
        yield Problem(f"{table}.{column}", told, REBUILD)
