"""The timeline: filters in, what was said and done in order of time out, drawn and as a list."""

from __future__ import annotations

from itertools import groupby
from typing import get_args

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.affair import affair
from recoupe.dossier.reads.facets import shelf_facets
from recoupe.dossier.reads.timeline import MomentFilters, MomentRead, timeline
from recoupe.findings import MomentKind
from recoupe.web.drawing import timeline as drawing
from recoupe.web.pages.asking import Answer, Question


def page(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with a page of the moments, in groups of one date; the drawing shows all of them."""
    asked = MomentFilters(
        kind=question.one_of("kind", get_args(MomentKind)),
        story=question.text("story"),
        since=question.day("since"),
        until=question.day("until"),
    )
    found = timeline(connection, asked, question.paging())
    groups = [(when, list(moments)) for when, moments in groupby(found.items, _when)]
    facets = {facet.name: facet.choices for facet in shelf_facets(connection, "moments")}
    whole = drawing.drawn(affair(connection).points) if asked == MomentFilters() else None
    context = {"found": found, "groups": groups, "facets": facets, "drawing": whole}
    return Answer("timeline.html", context)


def _when(moment: MomentRead) -> tuple[str | None, str | None, str | None]:
    value = moment.date
    return (value[:10] if moment.precision == "day" and value else value, moment.first, moment.last)
