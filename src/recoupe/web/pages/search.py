"""Full-text search: words in, the lines of articles in which they all stand out."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.search import search
from recoupe.web.pages.asking import Answer, Question

LINES = 20


def page(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with a page of the lines found, the most telling first."""
    words = question.text("q") or ""
    outlet, language = question.text("outlet"), question.text("language")
    found = search(connection, words, outlet, language, question.paging(LINES))
    return Answer("search.html", {"words": words, "found": found})
