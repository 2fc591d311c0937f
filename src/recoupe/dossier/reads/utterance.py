"""Answers how one statement is told: the id of an utterance in, its wordings and origins out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.ask import Row, of, rows
from recoupe.dossier.reads.passages import ArticleHead, Passage, filled
from recoupe.dossier.reads.record import BETWEEN, Told, tell
from recoupe.errors import NotFoundError
from recoupe.link.changed_words import changes
from recoupe.records import QuotationKind, Said, Span
from recoupe.rows import from_row


@dataclass(frozen=True, slots=True)
class Wording:
    """One quotation of an utterance: how a page words it, and why it is held to be the same.

    ``only_here`` are the words that the fullest wording has not, ``only_fullest`` those it has
    more, in the text of its own page; both are empty for the fullest itself and where
    ``translated`` says that the two are in different languages. ``origin`` is the way by which it
    came to be known, ``origin_reason`` how that is seen; ``score`` (0 to 1) and ``reasons`` tell
    why it belongs to the utterance.
    """

    quotation: str
    article: ArticleHead
    kind: QuotationKind
    speaker: str | None
    speaker_name: str | None
    role: str | None
    channel: str | None
    relay: str | None
    said: Said
    headline: bool
    passages: tuple[Passage, ...]
    source: Span | None
    cue: Span | None
    fullest: bool
    earliest: bool
    summary: bool
    translated: bool
    only_here: tuple[Span, ...]
    only_fullest: tuple[Span, ...]
    origin: str
    origin_name: str
    origin_reason: str
    score: float
    reasons: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the words as one text."""
        return BETWEEN.join(p.text for p in self.passages)


@dataclass(frozen=True, slots=True)
class Way:
    """Who told whom: ``steps`` from the speaker over the medium to the outlet of an article."""

    origin: str
    steps: tuple[str, ...]
    article: str
    quotations: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class UtteranceRead:
    """One utterance with all its wordings, those of the earliest pages first.

    ``shared`` are the words that all wordings have; ``ways`` say how each article came to it.
    """

    told: Told
    wordings: tuple[Wording, ...]
    shared: tuple[str, ...]
    ways: tuple[Way, ...]


_HELD = """
    SELECT members, fullest, earliest, summaries, shared FROM current_utterances WHERE id = ?
"""


def utterance(connection: DuckDBPyConnection, id: str) -> UtteranceRead:  # noqa: A002 - the word for it
    """Return an utterance; :class:`NotFoundError` says so where it is not, or not any more.

    The error names as ``successor`` the utterance that holds now what this one held, where a reader
    has corrected it or where it was a quotation that has been joined to others.
    """
    found = rows(connection, _HELD, [id])
    heads = tell(connection, [id])
    if not found or not heads:
        raise NotFoundError("utterance", id, _successor(connection, id))
    wordings = tuple(_wordings(connection, found[0]))
    return UtteranceRead(heads[0], wordings, tuple(found[0]["shared"]), tuple(_ways(wordings)))


_SUCCESSOR = """
    SELECT "now" FROM replaced_utterances WHERE id = $id
    UNION ALL SELECT utterance FROM shelf_quotations WHERE id = $id AND utterance <> $id
"""


def _successor(connection: DuckDBPyConnection, name: str) -> str | None:
    found = rows(connection, _SUCCESSOR, {"id": name})
    return str(found[0]["now"]) if found else None


def _wordings(connection: DuckDBPyConnection, utterance: Row) -> Iterable[Wording]:
    members = utterance["members"]
    found = of(connection, "shelf_quotations", "id", (m["id"] for m in members))
    quotations = {row["quotation"]: row for row in filled(connection, [r["told"] for r in found])}
    first = members[0]["id"]
    fullest = quotations.get(utterance["fullest"] or first, {"passages": ()})["passages"]
    for member in members:
        if row := quotations.get(member["id"]):
            yield from_row(Wording, row | _beside(utterance, member, row["passages"], fullest))


def _beside(
    utterance: Row, member: Row, here: Sequence[Passage], fullest: Sequence[Passage]
) -> dict[str, Any]:
    """Return what a wording is among the others of its utterance."""
    name = member["id"]
    article = here[0].article
    translated = bool(fullest) and article.language != fullest[0].article.language
    only = ((), ()) if translated or here == fullest else _apart(here, fullest)
    return {
        "article": article,
        "fullest": name == (utterance["fullest"] or name),
        "earliest": name == (utterance["earliest"] or name),
        "summary": name in utterance["summaries"],
        "translated": translated,
        "only_here": only[0],
        "only_fullest": only[1],
        "score": member["score"],
        "reasons": member["reasons"],
    }


def _apart(
    here: Sequence[Passage], fullest: Sequence[Passage]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the words that only one of two wordings has, as spans of the two articles."""
    one, other = (BETWEEN.join(p.text for p in side) for side in (here, fullest))
    only_here, only_fullest = changes(one, other)
    return tuple(_spans(here, only_here)), tuple(_spans(fullest, only_fullest))


def _spans(told: Sequence[Passage], ranges: Iterable[tuple[int, int]]) -> Iterable[Span]:
    """Yield ranges of joined passages as spans of their article; a range may go over several."""
    for start, end in ranges:
        at = 0
        for part in told:
            first, last = max(start, at), min(end, at + len(part.text))
            if first < last:
                words = part.text[first - at : last - at]
                yield Span(part.start + first - at, part.start + last - at, words)
            at += len(part.text) + len(BETWEEN)


def _ways(wordings: Iterable[Wording]) -> Iterable[Way]:
    """Yield how each article came to the statement, once a way."""
    ways: dict[tuple[str, ...], list[Wording]] = {}
    for wording in wordings:
        outlet = wording.article.outlet or wording.article.uri
        steps = (wording.speaker_name, wording.origin_name, outlet)
        told = tuple(dict.fromkeys(step for step in steps if step))
        ways.setdefault((wording.article.id, wording.origin, *told), []).append(wording)
    for (article, origin, *way), group in ways.items():
        quotations = tuple(w.quotation for w in group)
        yield Way(origin, tuple(way), article, quotations, group[0].origin_reason)
