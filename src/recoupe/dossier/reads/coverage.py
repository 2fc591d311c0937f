"""Answers who carries what and leaves out what: filters and pages in, facts and a matrix out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.ask import number, rows
from recoupe.dossier.reads.paging import FIRST, Page, Paging
from recoupe.dossier.reads.passages import ArticleHead
from recoupe.dossier.reads.shelved import EVERY, Asked, having, holding, item, page
from recoupe.findings import Cell, How
from recoupe.rows import LISTED, from_row, listed

STORIES = 50
"""Stories of an outlet, the latest, in which what it leaves out is looked for at once."""

FactKind = Literal["utterance", "event", "figure"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that articles carry: an utterance, an event, a figure, as in ``findings.Coverage``.

    ``carried`` are the articles that have it; who came out on ``by_day`` or later could have
    carried it. ``count`` and ``article_count`` count all of which the first 20 are named.
    """

    id: str
    kind: FactKind
    label: str
    date: str | None
    by_day: str | None
    items: tuple[str, ...]
    count: int
    stories: tuple[str, ...]
    carried: tuple[Cell, ...]
    article_count: int


@dataclass(frozen=True, slots=True)
class FactFilters:
    """Which facts are asked for: those that an outlet carries, alone carries, or alone leaves out.

    ``absent`` names an outlet too: asked for is what others of its stories tell and it does not,
    although it came out late enough. An outlet is named as in :class:`OutletLine`.
    """

    kind: FactKind | None = None
    story: str | None = None
    carried: str | None = None
    only: str | None = None
    left: str | None = None
    absent: str | None = None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A fact with one cell for each column of its matrix, in their order."""

    fact: Fact
    cells: tuple[How, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The facts of a story against a page of its articles, oldest first."""

    columns: Page[ArticleHead]
    rows: Page[MatrixRow]


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet, or the uri of a page that names none, with how much it tells.

    ``only_here`` counts the facts that no other outlet of the story carries, ``left_out`` those
    that it leaves out and all the others carry which could have.
    """

    outlet: str
    articles: int
    carried: int
    only_here: int
    left_out: int


def coverage(
    connection: DuckDBPyConnection, filters: FactFilters | None = None, paging: Paging = FIRST
) -> Page[Fact]:
    """Return a page of the facts, those that most articles carry first."""
    of = filters or FactFilters()
    names = ("kind", "story", "carried", "only", "left")
    asked = having("coverage", {name: getattr(of, name) for name in names})
    if of.absent is not None:
        asked &= _absent(connection, of.absent, of.story)
    return page(connection, "coverage", Fact, asked, paging)


_NEWEST = f"""
    SELECT story, max("first") AS newest FROM shelf_articles
    WHERE latest AND coalesce(outlet, uri) = ? AND story IS NOT NULL AND "first" IS NOT NULL
    GROUP BY story ORDER BY 2 DESC, 1 LIMIT {STORIES}
"""  # noqa: S608 - ours


def _absent(connection: DuckDBPyConnection, outlet: str, story: str | None) -> Asked:
    """Return the condition that an outlet could have carried a fact of its stories and did not."""
    known = rows(connection, _NEWEST, [outlet])
    told = [
        holding("coverage", "story", [row["story"]]) & Asked("by_day <= ?", (row["newest"],))
        for row in known
        if story in {None, row["story"]}
    ]
    if not told:
        return Asked("false")
    either = " OR ".join(f"({asked.condition})" for asked in told)
    could = Asked(f"({either})", tuple(value for asked in told for value in asked.values))
    did = holding("coverage", "carried", [outlet])
    return could & Asked(f"NOT ({did.condition})", did.values)


def fact(connection: DuckDBPyConnection, id: str) -> Fact:  # noqa: A002 - the word for it
    """Return one fact; :class:`NotFoundError` says so where there is none of this id."""
    return item(connection, "coverage", Fact, id)


def outlets(connection: DuckDBPyConnection, paging: Paging = FIRST) -> Page[OutletLine]:
    """Return a page of the outlets, by name; pages that name none come last."""
    return page(connection, "outlets", OutletLine, EVERY, paging)


_COLUMNS = """
    SELECT place, told, "first" FROM shelf_articles WHERE latest AND story = ?
    ORDER BY place LIMIT ? OFFSET ?
"""
_COUNT = "SELECT count(*) FROM shelf_articles WHERE latest AND story = ?"

_CELLS = f"""
    SELECT s.id, c.article, c.how FROM shelf_coverage s JOIN shelf_cells c ON c.fact = s.place
    WHERE s.id IN {LISTED} AND c.article >= ? AND c.article <= ?
"""  # noqa: S608 - ours


def matrix(
    connection: DuckDBPyConnection,
    story: str,
    filters: FactFilters | None = None,
    paging: Paging = FIRST,
    columns: Paging = FIRST,
) -> Matrix:
    """Return the facts of a story against its articles, both in pages.

    A cell tells how the article carries the fact, ``absent`` where it does not and could have,
    ``before`` where it came out before, or may have.
    """
    of = filters or FactFilters()
    names = ("kind", "carried", "only", "left")
    asked = having("coverage", {"story": story} | {name: getattr(of, name) for name in names})
    facts = page(connection, "coverage", Fact, asked, paging)
    found = rows(connection, _COLUMNS, [story, columns.limit, columns.offset])
    heads = tuple(from_row(ArticleHead, json.loads(row["told"])) for row in found)
    days = {row["place"]: row["first"] for row in found}
    cells = _cells(connection, facts.items, list(days))
    lines = tuple(
        MatrixRow(f, tuple(cells.get((f.id, p)) or _missing(f, d) for p, d in days.items()))
        for f in facts.items
    )
    return Matrix(
        Page(heads, number(connection, _COUNT, [story]), columns.offset, columns.limit),
        Page(lines, facts.total, facts.offset, facts.limit),
    )


def _cells(
    connection: DuckDBPyConnection, facts: Iterable[Fact], places: Sequence[int]
) -> dict[tuple[str, int], How]:
    """Return how articles, by place, carry facts, where they do."""
    if not places:
        return {}
    values = [listed(f.id for f in facts), min(places), max(places)]
    return {(r["id"], r["article"]): r["how"] for r in rows(connection, _CELLS, values)}


def _missing(fact: Fact, day: str | None) -> How:
    return "absent" if day and fact.by_day and day >= fact.by_day else "before"
