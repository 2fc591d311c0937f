"""Answers where accounts differ: a kind and a page in, discrepancies with both passages out."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.ask import number, of, records
from recoupe.dossier.reads.paging import FIRST, Page, Paging
from recoupe.dossier.reads.passages import Passage
from recoupe.errors import NotFoundError
from recoupe.findings import DiscrepancyKind
from recoupe.findings import Passage as Words
from recoupe.rows import from_row


@dataclass(frozen=True, slots=True)
class DiscrepancyRead:
    """Where accounts differ, as in ``findings.Discrepancy``, with the passages' pages.

    ``words`` are the very words that differ, each within one of the passages.
    """

    id: str
    kind: DiscrepancyKind
    about: str
    note: str
    weight: float
    compatible: bool
    utterance: str | None
    passages: tuple[Passage, ...]
    words: tuple[Words, ...]


_PAGE = """
    SELECT * FROM shelf_discrepancies WHERE ($kind IS NULL OR kind = $kind)
    ORDER BY place LIMIT $limit OFFSET $offset
"""
_COUNT = "SELECT count(*) FROM shelf_discrepancies WHERE $kind IS NULL OR kind = $kind"


def discrepancies(
    connection: DuckDBPyConnection, paging: Paging = FIRST, kind: DiscrepancyKind | None = None
) -> Page[DiscrepancyRead]:
    """Return a page of the discrepancies (of one kind), the weightiest first."""
    asked = {"kind": kind, "limit": paging.limit, "offset": paging.offset}
    found = records(connection, DiscrepancyRead, _PAGE, asked)
    total = number(connection, _COUNT, {"kind": kind})
    return Page(found, total, paging.offset, paging.limit)


def discrepancy(connection: DuckDBPyConnection, id: str) -> DiscrepancyRead:  # noqa: A002
    """Return one discrepancy; :class:`NotFoundError` says so where there is none of this id."""
    found = of(connection, "shelf_discrepancies", "id", [id])
    if not found:
        raise NotFoundError("discrepancy", id)
    return from_row(DiscrepancyRead, found[0])
