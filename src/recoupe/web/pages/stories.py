"""Stories: a page in, which affairs the dossier holds out."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.stories import stories
from recoupe.web.pages.asking import Answer, Question


def page(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with a page of the stories, the largest first."""
    return Answer("stories.html", {"found": stories(connection, question.paging())})
