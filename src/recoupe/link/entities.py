"""Joins the actors of single articles: tables of the readings in, tables of the entities out.

1. Fresh actors get keys (``entities_faces``). 2. Each block with a fresh member is decided anew
(``entities_blocks``). 3. Faces tied by edges, of whatever block, are one component; components that
lost or won something are written anew (``entities_write``).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.link import entities_faces, entities_write
from recoupe.link.entities_blocks import decide
from recoupe.link.entities_parts import Face, Unit
from recoupe.rows import count, insert, to_row

ITEMS = 40_000
"""Faces and short forms held in memory at once, whole blocks of them."""

_ITEMS = """
CREATE OR REPLACE TEMP TABLE items AS
SELECT b.block, f.id, f.language, f.kind, f.name, f.state, f.gender, f.acronyms,
    list_sort(list_distinct(list(k.first) || list(k.last))) AS days,
    list_distinct(flatten(list(k.offices))) AS offices,
    NULL::VARCHAR AS unit, NULL::INTEGER AS first, NULL::INTEGER AS last, NULL::VARCHAR AS around
FROM (SELECT unnest("full") AS block, id FROM faces) b SEMI JOIN touched USING (block)
JOIN faces f ON f.id = b.id JOIN actor_keys k ON k.face = f.id
GROUP BY ALL
UNION ALL
SELECT DISTINCT b.block, f.id, f.language, f.kind, f.name, f.state, f.gender, f.acronyms,
    [], k.offices, k.unit, k.first, k.last, k.around
FROM (SELECT unnest(short) AS block, id FROM faces) b SEMI JOIN touched USING (block)
JOIN faces f ON f.id = b.id JOIN actor_keys k ON k.face = f.id
"""


def join_actors(connection: DuckDBPyConnection) -> None:
    """Bring the entities up to date with the fresh articles."""
    entities_faces.renew(connection)
    connection.execute(_ITEMS)
    for table in ("face_edges", "unit_links"):
        connection.execute(f"DELETE FROM {table} WHERE block IN (SELECT block FROM touched)")  # noqa: S608
    for edges, links in _decided(connection):
        insert(connection, "face_edges", edges)
        insert(connection, "unit_links", links)
    _tie(connection)
    entities_write.write(connection)


def _decided(connection: DuckDBPyConnection) -> Iterator[tuple[list[Any], list[Any]]]:
    """Decide the blocks concerned, some at a time."""
    parts = count(connection, "items") // ITEMS + 1
    for part in range(parts):
        cursor = connection.execute(
            "SELECT * FROM items WHERE hash(block) % ? = ? ORDER BY block", [parts, part]
        )
        edges: list[Any] = []
        links: list[Any] = []
        for block, rows in groupby(cursor.fetchall(), key=itemgetter(0)):
            found = decide(block, *_parted(list(rows)))
            edges += [to_row(edge) | {"block": block} for edge in found[0]]
            links += [to_row(link) | {"block": block} for link in found[1]]
        yield edges, links


def _parted(rows: list[tuple[Any, ...]]) -> tuple[list[Face], list[Unit]]:
    """Tell the full names of a block from its short forms."""
    faces, units = [], []
    for _, face, language, kind, name, state, gender, acronyms, days, offices, *rest in rows:
        known = tuple(d for d in days if d is not None)
        given = frozenset(offices)
        made = Face(face, language, kind, name, state, gender, tuple(acronyms), known, given)
        if rest[0] is None:
            faces.append(made)
        else:
            units.append(Unit(rest[0], made, rest[1], rest[2], given, rest[3]))
    return faces, units


def _tie(connection: DuckDBPyConnection) -> None:
    """Find again the components of which a block was decided; leave their faces in ``affected``."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE affected AS SELECT id FROM faces WHERE root IN ("
        ' SELECT root FROM faces JOIN (SELECT id, unnest("full" || short) AS block FROM faces) b'
        " USING (id) SEMI JOIN touched USING (block)) OR id IN (SELECT face FROM changed_faces)"
    )
    edges = connection.execute(
        "SELECT a, b FROM face_edges WHERE a IN (SELECT id FROM affected)"
        " OR b IN (SELECT id FROM affected) ORDER BY a, b"
    ).fetchall()
    roots = components(edges)
    connection.execute("CREATE OR REPLACE TEMP TABLE roots (id VARCHAR, root VARCHAR)")
    insert(connection, "roots", [{"id": i, "root": r} for i, r in roots.items()])
    connection.execute("INSERT INTO affected SELECT id FROM roots ANTI JOIN affected USING (id)")
    connection.execute("UPDATE faces SET root = id WHERE id IN (SELECT id FROM affected)")
    connection.execute("UPDATE faces SET root = r.root FROM roots r WHERE r.id = faces.id")


def components(edges: list[tuple[str, str]]) -> dict[str, str]:
    """Return the first member of its component for each end of an edge.

    >>> components([("b", "c"), ("c", "a"), ("x", "y")])
    {'b': 'a', 'c': 'a', 'a': 'a', 'x': 'x', 'y': 'x'}
    """
    parent: dict[str, str] = {}

    def root(item: str) -> str:
        parent.setdefault(item, item)
        while parent[item] != item:
            parent[item] = item = parent[parent[item]]
        return item

    for a, b in edges:
        one, other = sorted((root(a), root(b)))
        parent[other] = one
    return {item: root(item) for item in list(parent)}
