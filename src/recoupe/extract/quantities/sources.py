"""Whose figure it is and when it held: a figure and its sentence in, claimant and date out."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from recoupe.extract.quantities.line import NOUNS, Line, Range
from recoupe.records import Quotation, Span, TimeExpression

DATED = frozenset({"DATE", "TIME"})
"""Types of time expressions on which a figure can hold."""


def claimed_by(span: Span, quotations: Sequence[Quotation]) -> str | None:
    """Return the id of the innermost quotation whose content holds a figure."""
    holding = [
        (content.end - content.start, quotation.parent is None, quotation.id)
        for quotation in quotations
        for content in quotation.content
        if content.start <= span.start < content.end
    ]
    return min(holding)[2] if holding else None


def claimant(line: Line, place: int) -> Range | None:
    """Return the words that name a source in the sentence: ``selon [les données de X]``."""
    token = line.at(place)
    if token is None:
        return None
    sentence = token.sent
    start, end = sentence.start_char, sentence.end_char
    for phrase in line.src.words.table["source"]["according"]:
        at = line.src.low.find(phrase, start, end)
        while at >= 0 and not line.src.stands(phrase, at):
            at = line.src.low.find(phrase, at + 1, end)
        if at >= 0:
            return _source(line, at + len(phrase))
    return None


def _source(line: Line, place: int) -> Range | None:
    """Return the noun phrase that begins at ``place``, with its article."""
    first: Token | None = None
    for token in line.from_(place):
        first = token if first is None else first
        if token.lower_ in line.src.words.list("source.not_sources"):
            return None
        if token.pos_ in NOUNS:
            return first.idx, line.phrase(token)[1]
        if token.pos_ not in {"DET", "ADJ", "NUM"}:
            return None
    return None


def holds(line: Line, place: int, times: Sequence[TimeExpression]) -> str | None:
    """Return the value of the time expression that hangs on the same verb as a figure.

    Of several the nearest: ``En 2023, le pays en a produit 3 millions de tonnes``.
    """
    token = line.at(place)
    if token is None or not times:
        return None
    sentence = token.sent
    first, last = sentence.start_char + line.block.start, sentence.end_char + line.block.start
    near = [t for t in times if first <= t.span.start < last and t.type in DATED and _told(t)]
    if not near:
        return None
    here = _clause(token)
    fitting = [t for t in near if _same(line, t, here)]
    if not fitting:
        return None
    at = place + line.block.start
    return min(fitting, key=lambda t: abs(t.span.start - at)).value


def _told(time: TimeExpression) -> bool:
    """Tell a value that names some date from ``XXXX-XX-XX`` and ``PAST_REF``."""
    return any(c.isdigit() for c in time.value)


def _same(line: Line, time: TimeExpression, clause: Token) -> bool:
    token = line.at(time.span.end - 1 - line.block.start)
    return token is not None and _clause(token).i == clause.i


def _clause(token: Token) -> Token:
    """Return the verb (or the root) whose clause a token stands in."""
    while token.head.i != token.i:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {
            "aux",
            "aux:tense",
            "aux:pass",
            "cop",
        }:
            break
        token = token.head
    return token
