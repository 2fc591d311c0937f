"""Gathers what a report tells: a dossier and how much of it in, the records of all sections out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any, Generic, TypeVar

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.affair import Affair, affair
from recoupe.dossier.reads.articles import ArticleLine, articles
from recoupe.dossier.reads.coverage import (
    Fact,
    FactFilters,
    Matrix,
    OutletLine,
    coverage,
    matrix,
    outlets,
)
from recoupe.dossier.reads.discrepancies import DiscrepancyRead, discrepancies
from recoupe.dossier.reads.paging import MOST, Page, Paging
from recoupe.dossier.reads.record import Told, record
from recoupe.dossier.reads.stories import stories
from recoupe.dossier.reads.threads import ThreadRead, threads
from recoupe.dossier.reads.timeline import MomentRead, timeline

Item = TypeVar("Item")

COLUMNS = 10
"""Articles of the coverage: more columns are not read on a sheet of paper."""


OMITTED = 5
"""Facts that are named of those an outlet alone leaves out."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many items a section has at most, ``None`` for all; full, they make some forty sheets."""

    discrepancies: int | None = 20
    record: int | None = 150
    threads: int | None = 8
    coverage: int | None = 60
    timeline: int | None = 150
    articles: int | None = 200


WHOLE = Limits(None, None, None, None, None, None)


@dataclass(frozen=True, slots=True)
class Section(Generic[Item]):
    """The items of a section, and how many there are in all."""

    items: tuple[Item, ...]
    total: int

    @property
    def more(self) -> int:
        """Return how many items are left out."""
        return self.total - len(self.items)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a report tells; ``numbers`` gives each article the number by which it is referred to.

    ``omitted`` are, by outlet, the first of the facts that it alone leaves out.
    """

    affair: Affair
    discrepancies: Section[DiscrepancyRead]
    record: Section[Told]
    threads: Section[ThreadRead]
    matrix: Matrix | None
    outlets: Section[OutletLine]
    omitted: dict[str, tuple[Fact, ...]]
    timeline: Section[MomentRead]
    articles: Section[ArticleLine]
    numbers: dict[str, int]


def gather(connection: DuckDBPyConnection, limits: Limits) -> Contents:
    """Return what a report of a dossier tells."""
    listed = _section(lambda p: articles(connection, None, p), limits.articles)
    every = _section(lambda p: articles(connection, None, p), None).items
    largest = stories(connection, Paging(0, 1)).items
    told = _section(lambda p: outlets(connection, p), limits.coverage)
    return Contents(
        affair(connection),
        _section(lambda p: discrepancies(connection, p), limits.discrepancies),
        _section(lambda p: record(connection, paging=p), limits.record),
        _section(lambda p: threads(connection, None, p), limits.threads),
        _matrix(connection, largest[0].id, limits.coverage) if largest else None,
        told,
        _omitted(connection, told.items),
        _section(lambda p: timeline(connection, None, p), limits.timeline),
        listed,
        {line.id: number for number, line in enumerate(every, 1)},
    )


def _omitted(
    connection: DuckDBPyConnection, lines: Iterable[OutletLine]
) -> dict[str, tuple[Fact, ...]]:
    return {
        line.outlet: coverage(connection, FactFilters(left=line.outlet), Paging(0, OMITTED)).items
        for line in lines
        if line.left_out
    }


def _section(read: Callable[[Paging], Page[Item]], most: int | None) -> Section[Item]:
    found: list[Item] = []
    total = 0
    for page in _pages(read, most):
        found += page.items
        total = page.total
    return Section(tuple(found), total)


def _pages(read: Callable[[Paging], Page[Any]], most: int | None) -> Iterator[Page[Any]]:
    for start in count(0, MOST):
        page = read(Paging(start, MOST if most is None else min(MOST, most - start)))
        yield page
        end = start + MOST
        if end >= page.total or (most is not None and end >= most):
            return


def _matrix(connection: DuckDBPyConnection, story: str, most: int | None) -> Matrix:
    """Return the facts of the largest story, as many as are asked for, against its articles."""
    columns = Paging(0, COLUMNS if most is not None else MOST)
    rows = _section(lambda p: matrix(connection, story, paging=p, columns=columns).rows, most)
    whole = matrix(connection, story, paging=Paging(0, 1), columns=columns)
    return Matrix(whole.columns, Page(rows.items, rows.total, 0, max(1, len(rows.items))))
