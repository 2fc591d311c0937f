"""Answers which figures are claimed, by whom, for when: filters and a page in, figures out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.amounts import amount
from recoupe.dossier.reads.paging import FIRST, Page, Paging
from recoupe.dossier.reads.passages import Passage
from recoupe.dossier.reads.shelved import having, item, page, within
from recoupe.dossier.reads.words import standing
from recoupe.records import QuantityKind


@dataclass(frozen=True, slots=True)
class FigureRead:
    """A figure, as in ``records.Quantity``, with its passage and who claims it.

    ``of`` is what is counted; ``utterance`` the one it is claimed in, ``speaker`` its actor.
    """

    id: str
    kind: QuantityKind
    low: float | None
    high: float | None
    mod: str | None
    unit: str | None
    rate: str | None
    of: str | None
    passage: Passage
    utterance: str | None
    speaker: str | None
    claimant: str | None
    holds: str | None

    @property
    def amount(self) -> str:
        """Return the figure in signs."""
        return amount(self.low, self.high, self.mod, self.unit, self.rate)


@dataclass(frozen=True, slots=True)
class FigureFilters:
    """Which figures are asked for; ``text`` are words of the figure and of what is counted.

    ``since`` and ``until`` are days for which they can hold.
    """

    kind: QuantityKind | None = None
    unit: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    story: str | None = None
    since: date | None = None
    until: date | None = None
    text: str | None = None


def figures(
    connection: DuckDBPyConnection, filters: FigureFilters | None = None, paging: Paging = FIRST
) -> Page[FigureRead]:
    """Return a page of the figures: by what is counted, the smallest first."""
    of = filters or FigureFilters()
    names = ("kind", "unit", "speaker", "outlet", "story")
    asked = having("figures", {name: getattr(of, name) for name in names})
    asked = asked & within(of.since, of.until) & standing(connection, "figures", of.text)
    return page(connection, "figures", FigureRead, asked, paging)


def figure(connection: DuckDBPyConnection, id: str) -> FigureRead:  # noqa: A002 - the word for it
    """Return one figure; :class:`NotFoundError` says so where there is none of this id."""
    return item(connection, "figures", FigureRead, id)
