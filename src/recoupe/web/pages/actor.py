"""One actor: his id in, his roles, what he said and did, to whom, and who acts on him out."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.actors import actor
from recoupe.web.pages.asking import Answer, Question


def page(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with one actor."""
    return Answer("actor.html", {"actor": actor(connection, question.path["id"])})
