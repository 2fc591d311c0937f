"""The articles of the dossier: filters in, a list with what is in each out."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.articles import ArticleFilters, articles
from recoupe.dossier.reads.facets import shelf_facets
from recoupe.web.pages.asking import Answer, Question


def page(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with a page of the list of articles."""
    filters = ArticleFilters(
        outlet=question.text("outlet"),
        language=question.text("language"),
        story=question.text("story"),
        since=question.day("since"),
        until=question.day("until"),
        text=question.text("text"),
    )
    return Answer(
        "articles.html",
        {
            "articles": articles(connection, filters, question.paging()),
            "facets": {f.name: f.choices for f in shelf_facets(connection, "articles")},
        },
    )
