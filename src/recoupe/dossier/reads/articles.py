"""Answers which articles there are: filters and a page in, articles with what is in each out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.paging import FIRST, Page, Paging
from recoupe.dossier.reads.shelved import having, page, within
from recoupe.dossier.reads.words import standing
from recoupe.records import Published


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article as a list shows it; ``first`` and ``last`` are the days it can have come out on.

    ``original`` is the article of which it is a copy, ``credits`` whom it names as a source.
    """

    id: str
    uri: str
    title: str | None
    outlet: str | None
    language: str
    published: Published
    first: str | None
    last: str | None
    credits: tuple[str, ...]
    story: str | None
    original: str | None
    quotations: int
    events: int
    figures: int


@dataclass(frozen=True, slots=True)
class ArticleFilters:
    """Which articles are asked for; ``text`` are words of their titles and outlets."""

    outlet: str | None = None
    language: str | None = None
    story: str | None = None
    since: date | None = None
    until: date | None = None
    text: str | None = None


def articles(
    connection: DuckDBPyConnection, filters: ArticleFilters | None = None, paging: Paging = FIRST
) -> Page[ArticleLine]:
    """Return a page of the latest texts of all addresses, oldest first, undated last."""
    of = filters or ArticleFilters()
    names = ("outlet", "language", "story")
    asked = having("articles", {"latest": "yes"} | {name: getattr(of, name) for name in names})
    asked = asked & within(of.since, of.until) & standing(connection, "articles", of.text)
    return page(connection, "articles", ArticleLine, asked, paging)
