"""Answers how each thing in hand stands: filters and a page in, threads with their moves out."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.paging import Page, Paging
from recoupe.dossier.reads.passages import Passage
from recoupe.dossier.reads.shelved import having, item, page
from recoupe.dossier.reads.words import standing
from recoupe.findings import ThreadState

SHORT = Paging(0, 20)
"""Threads have many passages: a page is shorter than others where no length is asked for."""


@dataclass(frozen=True, slots=True)
class StepRead:
    """One move, as in ``findings.Step``, with the pages of its passages.

    ``utterance`` is the one it is or stands in, if it is something said.
    """

    item: str
    utterance: str | None
    passage: Passage
    also: tuple[Passage, ...]
    type: str
    status: str
    date: str | None
    by: str | None
    who: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class ThreadRead:
    """Moves on one thing in order of time, and how it stands after the last of them."""

    id: str
    object: str
    kind: str
    state: ThreadState
    story: str | None
    parties: tuple[str, ...]
    first: str | None
    last: str | None
    steps: tuple[StepRead, ...]


@dataclass(frozen=True, slots=True)
class ThreadFilters:
    """Which threads are asked for; ``text`` are words of their objects and parties."""

    state: ThreadState | None = None
    kind: str | None = None
    story: str | None = None
    text: str | None = None


def threads(
    connection: DuckDBPyConnection, filters: ThreadFilters | None = None, paging: Paging = SHORT
) -> Page[ThreadRead]:
    """Return a page of the threads, those of most moves first."""
    of = filters or ThreadFilters()
    asked = having("threads", {"state": of.state, "kind": of.kind, "story": of.story})
    asked &= standing(connection, "threads", of.text)
    return page(connection, "threads", ThreadRead, asked, paging)


def thread(connection: DuckDBPyConnection, id: str) -> ThreadRead:  # noqa: A002 - the word for it
    """Return one thread; :class:`NotFoundError` says so where there is none of this id."""
    return item(connection, "threads", ThreadRead, id)
