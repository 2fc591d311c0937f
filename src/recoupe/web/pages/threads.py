"""What is in hand and how it stands: filters in, threads with their moves out."""

from __future__ import annotations

from typing import get_args

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.facets import shelf_facets
from recoupe.dossier.reads.threads import ThreadFilters, threads
from recoupe.findings import ThreadState
from recoupe.web.pages.asking import Answer, Question

STATES: tuple[ThreadState, ...] = get_args(ThreadState)
A_PAGE = 10


def page(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with a page of threads, each with its ledger."""
    filters = ThreadFilters(
        state=question.one_of("state", STATES),
        kind=question.text("kind"),
        text=question.text("text"),
    )
    return Answer(
        "threads.html",
        {
            "threads": threads(connection, filters, question.paging(A_PAGE)),
            "facets": {f.name: f.choices for f in shelf_facets(connection, "threads")},
        },
    )
