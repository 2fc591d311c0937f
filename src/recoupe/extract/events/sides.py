"""Who stands on two sides or behind another's words: a place in a sentence in, Parties out."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from recoupe.extract import syntax
from recoupe.extract.events import frames
from recoupe.extract.events.drafts import Draft, Phrase, Reader
from recoupe.extract.events.parties import pair, party, source, speaker
from recoupe.records import Party, Span


def parties(head: Token, reader: Reader) -> Iterator[Party]:
    """Yield who a noun and those joined with it stand for."""
    if head.pos_ in syntax.VERBAL and not _is_nominal(head):
        return
    for token in frames.coordinated(head):
        both = pair(reader.cast, reader.block, token)
        yield from both
        found = None if both else party(reader.cast, reader.block, token)
        if found is not None:
            yield found


def _is_nominal(head: Token) -> bool:
    """``L'opposant``, ``12 000 déplacés``: a participle that stands as a noun, whatever its tag."""
    articled = any(c.dep_ in {"det", "nummod"} and c.i < head.i for c in head.children)
    return articled and not syntax.has_auxiliary(head)


def turned(parties: list[Party]) -> list[Party]:
    """Return the sides of a mutual act as seen from the first: the other comes first."""
    return [*parties[1:], *parties[:1]]


def between(tokens: list[Token], after: int, reader: Reader) -> tuple[list[Party], set[int]]:
    """``les négociations entre X et Y``: return both sides, and the words that name them."""
    for word in reader.grammar.lists["slots.between"]:
        for phrase in frames.behind(tokens, word, reader, after):
            if any(t.text == "," for t in phrase.at.doc[after : phrase.at.i]):
                break
            found = list(parties(phrase.head, reader))
            if len(found) == 1:
                found += _after_and(phrase, found[0], reader)
            if found:
                return found, {t.i for t in frames.coordinated(phrase.head)}
    return [], set()


def _after_and(phrase: Phrase, first: Party, reader: Reader) -> list[Party]:
    """Return the second of two between whom something is, where the tree does not join them."""
    doc, joined = phrase.head.doc, False
    for token in doc[phrase.head.i + 1 : min(phrase.head.i + BETWEEN, phrase.head.sent.end)]:
        if token.pos_ == "CCONJ":
            joined = True
        elif joined and token.pos_ in {"NOUN", "PROPN"}:
            found = party(reader.cast, reader.block, token)
            return [found] if found and found.name != first.name else []
    return []


BETWEEN = 14
"""Tokens within which "entre X" finds its "et Y", titles and appositions included."""


def sayer(draft: Draft, reader: Reader) -> Party | None:
    """Return who says the words an event stands in: ``« Le préfet doit partir », dit | X``."""
    block = reader.block
    start, end = block.first(draft.trigger), block.last(draft.trigger)
    held = reader.cast.holder(start)
    if held is None:
        return None
    told = source(reader.cast, held)
    if told is not None:
        return told
    return speaker(reader.cast, Span.of(reader.cast.parsed.article.text, start, end))
