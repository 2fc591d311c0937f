"""Who takes part: filters in, a list of actors out."""

from __future__ import annotations

from typing import get_args

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.actors import ActorFilters, actors
from recoupe.dossier.reads.facets import shelf_facets
from recoupe.records import ActorKind
from recoupe.web.pages.asking import Answer, Question

KINDS: tuple[ActorKind, ...] = get_args(ActorKind)


def page(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with a page of the list of actors."""
    filters = ActorFilters(
        kind=question.one_of("kind", KINDS),
        country=question.text("country"),
        text=question.text("text"),
    )
    return Answer(
        "actors.html",
        {
            "actors": actors(connection, filters, question.paging()),
            "facets": {f.name: f.choices for f in shelf_facets(connection, "actors")},
        },
    )
