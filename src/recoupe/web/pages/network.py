"""Who deals with whom: an actor or none in, a drawing of the ties and a table of them out."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.network import network
from recoupe.web.drawing.network import draw
from recoupe.web.pages.asking import Answer, Question

DRAWN = 40
"""Ties on the drawing; more cannot be followed with the eye."""


def page(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with the network of the busiest actors, or of one actor."""
    centre = question.text("actor")
    found = network(connection, centre, DRAWN)
    names = {node.id: node for node in found.nodes}
    return Answer(
        "network.html",
        {
            "network": found,
            "names": names,
            "centre": names.get(centre or ""),
            "drawing": draw(found, centre),
        },
    )
