"""Who carries what: a story in, its matrix of facts and articles, and what outlets left out."""

from __future__ import annotations

from typing import get_args

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.coverage import FactFilters, FactKind, coverage, matrix, outlets
from recoupe.dossier.reads.paging import Paging
from recoupe.dossier.reads.stories import stories
from recoupe.web.pages.asking import Answer, Question

KINDS: tuple[FactKind, ...] = get_args(FactKind)
ROWS, COLUMNS = 40, 10
"""What one screen of the matrix holds."""


def page(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with a story's matrix, or what an outlet alone tells or leaves out."""
    only, left = question.text("only"), question.text("left")
    kind = question.one_of("kind", KINDS)
    told = stories(connection, Paging(0, 100))
    context = {"stories": told, "kinds": KINDS, "outlets": outlets(connection, Paging(0, 100))}
    if only or left:
        filters = FactFilters(kind=kind, only=only, left=left)
        facts = coverage(connection, filters, question.paging())
        return Answer("facts.html", context | {"facts": facts, "only": only, "left": left})
    story = question.text("story") or (told.items[0].id if told.items else None)
    found = (
        matrix(connection, story, FactFilters(kind=kind), question.paging(ROWS),
               Paging(question.paging(COLUMNS, "column").offset, COLUMNS))
        if story
        else None
    )  # fmt: skip
    return Answer("coverage.html", context | {"matrix": found, "story": story})
