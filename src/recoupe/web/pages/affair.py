"""The affair at a glance: a dossier in, what it holds and what is disputed in it out."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.affair import affair
from recoupe.web.drawing import timeline
from recoupe.web.pages.asking import Answer, Question


def page(connection: DuckDBPyConnection, question: Question) -> Answer:  # noqa: ARG001 - asked alike
    """Answer with the affair at a glance."""
    found = affair(connection)
    return Answer("affair.html", {"affair": found, "drawing": timeline.drawn(found.points)})
