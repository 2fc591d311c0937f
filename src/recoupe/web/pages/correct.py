"""The forms for corrections: what is to be corrected in, what can be said about it out."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier import corrections
from recoupe.dossier.reads.actors import ActorFilters, ActorHead, actor, actors
from recoupe.dossier.reads.discrepancies import discrepancy
from recoupe.dossier.reads.members import members, members_of
from recoupe.dossier.reads.paging import Paging
from recoupe.dossier.reads.record import Filters, Told, record
from recoupe.dossier.reads.utterance import utterance
from recoupe.web.pages.asking import Answer, Question

SPEAKERS = Paging(0, 200)
"""Actors offered as the speaker; another name can be written."""

OTHERS = Paging(0, 20)
"""Actors or utterances offered as being the same; a search finds others."""


def of_utterance(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with the forms for an utterance: who, when, what belongs to it."""
    found = utterance(connection, question.path["id"])
    fullest = next((w for w in found.wordings if w.fullest), found.wordings[0])
    heads = actors(connection, paging=SPEAKERS).items
    context = {
        "found": found,
        "fullest": fullest,
        "speakers": _offered(connection, [h for h in heads if h.named]),
        "others": _alike(connection, question, found.told),
    }
    return Answer("correct_utterance.html", context)


def of_actor(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with the forms for an actor: that he is one with another, or that he is two."""
    found = actor(connection, question.path["id"])
    words = question.text("with")
    heads = actors(connection, ActorFilters(text=words), OTHERS).items if words else ()
    context = {
        "found": found,
        "members": members(connection, found.head.id),
        "others": _offered(connection, [h for h in heads if h.id != found.head.id]),
    }
    return Answer("correct_actor.html", context)


def of_discrepancy(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with the form for a discrepancy: that it is none."""
    found = discrepancy(connection, question.path["id"])
    return Answer("correct_discrepancy.html", {"found": found})


def listed(connection: DuckDBPyConnection, question: Question) -> Answer:
    """Answer with the list of corrections, the latest first."""
    back = question.text("back") or "/"
    context = {
        "found": corrections.corrections(connection)[::-1],
        "lost": corrections.lost(connection),
        "made": question.text("made"),
        "back": back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/",
    }
    return Answer("corrections.html", context)


def _offered(connection: DuckDBPyConnection, heads: list[ActorHead]) -> list[tuple[str, ActorHead]]:
    """Return actors, each with the id of one of his members, which a correction names."""
    known = members_of(connection, [h.id for h in heads])
    return [(known[h.id], h) for h in heads if h.id in known]


def _alike(
    connection: DuckDBPyConnection, question: Question, told: Told
) -> list[tuple[str, Told]]:
    """Return other utterances that may be the same, each with the quotation worded most fully."""
    words = question.text("with")
    asked = Filters(text=words) if words else Filters(speaker=told.speaker)
    if not words and told.speaker is None:
        return []
    found = [t for t in record(connection, asked, OTHERS).items if t.id != told.id]
    return [(_fullest(connection, t.id), t) for t in found]


def _fullest(connection: DuckDBPyConnection, name: str) -> str:
    wordings = utterance(connection, name).wordings
    return next((w for w in wordings if w.fullest), wordings[0]).quotation
