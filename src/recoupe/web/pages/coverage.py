"""Who carries what: a story in, its matrix of facts and articles, and what outlets left out."""

from __future__ import annotations

from typing import get_args

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.coverage import FactFilters, FactKind, coverage, matrix, outlets
from recoupe.dossier.reads.paging import Paging
from recoupe.dossier.reads.passages import heads
from recoupe.dossier.reads.stories import stories
from recoupe.web.pages.asking import Answer, Question

KINDS: tuple[FactKind, ...] = get_args(FactKind)
ROWS, COLUMNS = 40, 10
"""What one screen of the matrix holds."""


def page(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with a story's matrix, or what an outlet alone tells or leaves out."""
    only, left, absent = (question.text(name) for name in ("only", "left", "absent"))
    kind = question.one_of("kind", KINDS)
    told = stories(connection, Paging(0, 100))
    context = {"stories": told, "kinds": KINDS, "outlets": outlets(connection, Paging(0, 100))}
    if only or left or absent:
        of = question.text("story") if absent else None
        filters = FactFilters(kind=kind, story=of, only=only, left=left, absent=absent)
        facts = coverage(connection, filters, question.paging())
        carriers = heads(connection, (c.article for fact in facts.items for c in fact.carried))
        asked = {"only": only, "left": left, "absent": absent, "heads": carriers}
        return Answer("facts.html", context | {"facts": facts} | asked)
    story = question.text("story") or (told.items[0].id if told.items else None)
    found = (
        matrix(connection, story, FactFilters(kind=kind), question.paging(ROWS),
               Paging(question.paging(COLUMNS, "column").offset, COLUMNS))
        if story
        else None
    )  # fmt: skip
    return Answer("coverage.html", context | {"matrix": found, "story": story})
