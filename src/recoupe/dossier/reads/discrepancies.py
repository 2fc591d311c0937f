"""Answers where accounts differ: a kind and a page in, discrepancies with both passages out."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.paging import FIRST, Page, Paging
from recoupe.dossier.reads.passages import ArticleHead, Passage
from recoupe.dossier.reads.shelved import having, item, page
from recoupe.findings import DiscrepancyKind
from recoupe.findings import Passage as Words


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

    @property
    def of_two_minds(self) -> tuple[ArticleHead, ...]:
        """Return the articles that have several of the versions themselves, each once."""
        first = {p.article.id: p for p in reversed(self.passages)}
        several = [p for p in self.passages if first[p.article.id] is not p]
        return tuple({p.article.id: p.article for p in several}.values())


def discrepancies(
    connection: DuckDBPyConnection, paging: Paging = FIRST, kind: DiscrepancyKind | None = None
) -> Page[DiscrepancyRead]:
    """Return a page of the discrepancies (of one kind), the weightiest first."""
    asked = having("discrepancies", {"kind": kind})
    return page(connection, "discrepancies", DiscrepancyRead, asked, paging)


def discrepancy(connection: DuckDBPyConnection, id: str) -> DiscrepancyRead:  # noqa: A002
    """Return one discrepancy; :class:`NotFoundError` says so where there is none of this id."""
    return item(connection, "discrepancies", DiscrepancyRead, id)
