"""Answers which article carries what and what it leaves out: a dossier in, rows and sums out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.findings import Cell, Coverage, How
from recoupe.rows import by_name

_ROWS = """
    WITH story AS (SELECT id AS story, unnest(members).id AS article FROM stories),
    placed AS (
        SELECT a.id, s.story,
            coalesce(a.published.value[:10], a.published.earliest) AS first_day,
            coalesce(a.published.value[:10], a.published.latest) AS last_day
        FROM articles a LEFT JOIN story s ON s.article = a.id WHERE a.latest
    ),
    carried AS (SELECT id, unnest(carried).article AS article FROM coverage),
    known AS (
        SELECT c.id, list(DISTINCT p.story) AS stories, min(p.last_day) AS told_day
        FROM carried c JOIN placed p ON p.id = c.article GROUP BY c.id
    )
    SELECT v.*, k.stories, coalesce(v.last, k.told_day) AS by_day,
        (SELECT list({'id': p.id, 'first_day': p.first_day} ORDER BY p.last_day, p.id)
            FROM placed p WHERE list_contains(k.stories, p.story)) AS articles
    FROM coverage v JOIN known k ON k.id = v.id
    ORDER BY len(v.carried) DESC, v.kind DESC, v.date NULLS LAST, v.label, v.id
"""


@dataclass(frozen=True, slots=True)
class OutletCoverage:
    """What one outlet tells beside the others of its stories: ids of :class:`Coverage` rows.

    ``only`` are facts that no other outlet carries, ``left_out`` those that every other outlet
    carries which could. An outlet is an article's outlet, or its uri where that is not known.
    """

    outlet: str
    articles: int
    carried: int
    only: tuple[str, ...]
    left_out: tuple[str, ...]


def coverage_rows(connection: DuckDBPyConnection) -> Iterator[Coverage]:
    """Yield a row a fact, those that most articles carry first, with a cell for each article.

    An article that came out, or can have come out, before the day of the fact is not blamed
    (``before``); where the day is not told, it is that on which the first article told it.
    """
    for row in by_name(connection.execute(_ROWS)):
        cells = tuple(_cells(row))
        items = tuple(row["items"])
        yield Coverage(row["id"], row["kind"], row["label"], row["date"], items, cells)


def _cells(row: dict[str, Any]) -> Iterator[Cell]:
    carried: dict[str, How] = {c["article"]: c["how"] for c in row["carried"]}
    for article in row["articles"] or ():
        if how := carried.get(article["id"]):
            yield Cell(article["id"], how)
            continue
        late = bool(article["first_day"] and row["by_day"])
        blamed = late and article["first_day"] >= row["by_day"]
        yield Cell(article["id"], "absent" if blamed else "before")


def by_outlet(covered: Iterable[Coverage], outlets: dict[str, str]) -> tuple[OutletCoverage, ...]:
    """Sum coverage up for each outlet; ``outlets`` names the outlet of every article."""
    carried: dict[str, set[str]] = {name: set() for name in outlets.values()}
    only: dict[str, list[str]] = {name: [] for name in carried}
    left_out: dict[str, list[str]] = {name: [] for name in carried}
    for row in covered:
        having, lacking = _sides(row, outlets)
        others = {outlets[c.article] for c in row.cells} - having
        for name in having:
            carried[name].add(row.id)
        if len(having) == 1 and others:
            only[next(iter(having))].append(row.id)
        if len(lacking) == 1 and len(having) > 1:
            left_out[next(iter(lacking))].append(row.id)
    counts = {name: sum(o == name for o in outlets.values()) for name in carried}
    return tuple(
        OutletCoverage(name, counts[name], len(carried[name]), tuple(only[name]), tuple(left))
        for name, left in sorted(left_out.items())
    )


def _sides(row: Coverage, outlets: dict[str, str]) -> tuple[set[str], set[str]]:
    """Return the outlets of which an article carries a fact, and those that leave it out."""
    having = {outlets[c.article] for c in row.cells if c.how not in {"absent", "before"}}
    lacking = {outlets[c.article] for c in row.cells if c.how == "absent"}
    return having, lacking - having
