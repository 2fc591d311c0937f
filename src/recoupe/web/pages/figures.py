"""Which figures are claimed: filters in, figures with who claims them out."""

from __future__ import annotations

from typing import get_args

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.facets import shelf_facets
from recoupe.dossier.reads.figures import FigureFilters, figures
from recoupe.records import QuantityKind
from recoupe.web.pages.asking import Answer, Question

KINDS: tuple[QuantityKind, ...] = get_args(QuantityKind)


def page(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with a page of figures."""
    filters = FigureFilters(
        kind=question.one_of("kind", KINDS),
        unit=question.text("unit"),
        speaker=question.text("speaker"),
        outlet=question.text("outlet"),
        text=question.text("text"),
    )
    found = figures(connection, filters, question.paging())
    return Answer(
        "figures.html",
        {
            "figures": found,
            "facets": {f.name: f.choices for f in shelf_facets(connection, "figures")},
        },
    )
