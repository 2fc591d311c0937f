"""Answers what was said and done when: filters and a page in, moments in order of time out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.paging import FIRST, Page, Paging
from recoupe.dossier.reads.passages import Passage
from recoupe.dossier.reads.record import Precision, precision
from recoupe.dossier.reads.shelved import having, page, within
from recoupe.findings import MomentKind


@dataclass(frozen=True, slots=True)
class MomentRead:
    """A moment, as in ``findings.Moment``, with the first three of its passages.

    ``items`` are ids of utterances where the kind is "said", of acts otherwise; ``count`` and
    ``article_count`` count all of which the first 50 are named.
    """

    id: str
    kind: MomentKind
    date: str | None
    first: str | None
    last: str | None
    who: str | None
    label: str
    items: tuple[str, ...]
    count: int
    articles: tuple[str, ...]
    article_count: int
    passages: tuple[Passage, ...]

    @property
    def precision(self) -> Precision:
        """Return how near to a day it is known when it was."""
        return precision(self.date, self.first, self.last)


@dataclass(frozen=True, slots=True)
class MomentFilters:
    """Which moments are asked for; ``since`` and ``until`` are days on which they can have been."""

    kind: MomentKind | None = None
    story: str | None = None
    since: date | None = None
    until: date | None = None


def timeline(
    connection: DuckDBPyConnection, filters: MomentFilters | None = None, paging: Paging = FIRST
) -> Page[MomentRead]:
    """Return a page of the moments, oldest first; what has no date stands last."""
    of = filters or MomentFilters()
    asked = having("moments", {"kind": of.kind, "story": of.story}) & within(of.since, of.until)
    return page(connection, "moments", MomentRead, asked, paging)
