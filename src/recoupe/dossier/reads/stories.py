"""Answers which affairs a dossier holds: a page in, stories with how much is in each out."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.paging import FIRST, Page, Paging
from recoupe.dossier.reads.shelved import EVERY, item, page


@dataclass(frozen=True, slots=True)
class StoryRead:
    """Articles of one affair, counted; they are asked for by the id of the story."""

    id: str
    title: str
    first: str | None
    last: str | None
    articles: int
    outlets: int
    languages: tuple[str, ...]


def stories(connection: DuckDBPyConnection, paging: Paging = FIRST) -> Page[StoryRead]:
    """Return a page of the stories, the largest first."""
    return page(connection, "stories", StoryRead, EVERY, paging)


def story(connection: DuckDBPyConnection, id: str) -> StoryRead:  # noqa: A002 - the word for it
    """Return one story; :class:`NotFoundError` says so where there is none of this id."""
    return item(connection, "stories", StoryRead, id)
