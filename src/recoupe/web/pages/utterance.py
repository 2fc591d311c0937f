"""One utterance: its id in, all its wordings side by side and who told whom out."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.utterance import utterance
from recoupe.web.drawing import origins
from recoupe.web.pages.asking import Answer, Question
from recoupe.web.wording import texts


def page(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with an utterance; the fullest wording stands first, the others beside it."""
    found = utterance(connection, question.path["id"])
    fullest = next((w for w in found.wordings if w.fullest), found.wordings[0])
    others = [w for w in found.wordings if w is not fullest]
    context = {"found": found, "fullest": fullest, "others": others}
    return Answer(
        "utterance.html", context | {"drawing": origins.drawn(texts(question.language), found.ways)}
    )
