"""Answers who does what to whom: filters and a page in, acts with their passages out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.paging import FIRST, Page, Paging
from recoupe.dossier.reads.passages import Passage
from recoupe.dossier.reads.record import Precision, precision
from recoupe.dossier.reads.shelved import having, item, page, within
from recoupe.records import EventStatus, EventType


@dataclass(frozen=True, slots=True)
class Named:
    """An actor across articles by his id, ``None`` where the text leaves open who, and his name."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class ActRead:
    """An event, as in ``records.Event``, with the actors across articles and its passages.

    ``quantity`` is the id of a figure, ``utterance`` that in which it is told.
    """

    id: str
    type: EventType
    code: str
    status: EventStatus
    mode: str | None
    contexts: tuple[str, ...]
    date: str | None
    first: str | None
    last: str | None
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    object: str | None
    condition: str | None
    place: str | None
    quantity: str | None
    utterance: str | None
    passages: tuple[Passage, ...]

    @property
    def precision(self) -> Precision:
        """Return how near to a day it is known when it was."""
        return precision(self.date, self.first, self.last)


@dataclass(frozen=True, slots=True)
class ActFilters:
    """Which acts are asked for; ``actor`` and ``recipient`` are ids of actors across articles."""

    actor: str | None = None
    recipient: str | None = None
    type: EventType | None = None
    status: EventStatus | None = None
    since: date | None = None
    until: date | None = None


def acts(
    connection: DuckDBPyConnection, filters: ActFilters | None = None, paging: Paging = FIRST
) -> Page[ActRead]:
    """Return a page of the acts, oldest first; what has no date stands last."""
    of = filters or ActFilters()
    names = ("actor", "recipient", "type", "status")
    asked = having("acts", {name: getattr(of, name) for name in names})
    return page(connection, "acts", ActRead, asked & within(of.since, of.until), paging)


def act(connection: DuckDBPyConnection, id: str) -> ActRead:  # noqa: A002 - the word for it
    """Return one act; :class:`NotFoundError` says so where there is none of this id."""
    return item(connection, "acts", ActRead, id)
