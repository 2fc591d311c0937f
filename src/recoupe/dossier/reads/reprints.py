"""Answers which pages carry one dispatch: a page in, groups with what each copy changed out."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.paging import Page, Paging
from recoupe.dossier.reads.passages import ArticleHead, Passage
from recoupe.dossier.reads.shelved import EVERY, item, page

SHORT = Paging(0, 10)
"""Groups have many passages: a page is shorter than others where no length is asked for."""


@dataclass(frozen=True, slots=True)
class EditRead:
    """A passage before and after it was taken over; ``difference`` as in ``findings.Edit``."""

    before: Passage
    after: Passage
    difference: str


@dataclass(frozen=True, slots=True)
class CopyCounts:
    """How many passages a copy kept, cut, added and edited in all."""

    kept: int
    cut: int
    added: int
    edited: int


@dataclass(frozen=True, slots=True)
class CopyRead:
    """A copy, as in ``findings.Copy``, with its first ten passages of each sort."""

    article: ArticleHead
    share: float
    changes: tuple[str, ...]
    reasons: tuple[str, ...]
    kept: tuple[Passage, ...]
    cut: tuple[Passage, ...]
    added: tuple[Passage, ...]
    edited: tuple[EditRead, ...]
    counts: CopyCounts


@dataclass(frozen=True, slots=True)
class ReprintRead:
    """Pages that carry one dispatch: the likely original with the reasons, and its copies."""

    id: str
    original: ArticleHead
    agency: str | None
    reasons: tuple[str, ...]
    copies: tuple[CopyRead, ...]


def reprints(connection: DuckDBPyConnection, paging: Paging = SHORT) -> Page[ReprintRead]:
    """Return a page of the groups, the largest first."""
    return page(connection, "reprints", ReprintRead, EVERY, paging)


def reprint(connection: DuckDBPyConnection, id: str) -> ReprintRead:  # noqa: A002
    """Return one group; :class:`NotFoundError` says so where there is none of this id."""
    return item(connection, "reprints", ReprintRead, id)
