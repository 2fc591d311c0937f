"""Finds who does what a verb says, or whom it befalls: a verb in, the noun for that out."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from recoupe.extract import controllers, syntax
from recoupe.extract.events.conditions import openers
from recoupe.extract.events.drafts import Reader
from recoupe.extract.events.parties import party
from recoupe.records import Party


def subject(verb: Token, reader: Reader) -> Token | None:
    """Return who does what an active verb says: by the tree, else the noun right before it.

    Object pronouns are none, and what stands before a colon is a topic.
    """
    first, _ = syntax.verb_group(verb)
    found = _nearest(verb) or syntax.own_subject(verb) or controllers.subject(verb)
    if found is None and verb.dep_ == "amod":
        found = verb.head
    if found is not None and found.lower_ in reader.grammar.reporting.words("pronouns.object"):
        found = None
    if found is not None and any(t.text == ":" for t in verb.doc[found.i : verb.i]):
        near = first.nbor(-1)
        return syntax.noun_before(verb) or (near if near.text[:1].isupper() else None)
    if found is not None and (own := _in_condition(found, verb, reader)):
        return own
    return found if found is not None else left_noun(first)


def _in_condition(found: Token, verb: Token, reader: Reader) -> Token | None:
    """``Oslo vendra si l'Islande | levait les sanctions``: no subject stands before the opener."""
    opening = openers(reader.grammar.language)
    for token in verb.doc[found.i + 1 : verb.i]:
        if token.dep_ == "mark" and ((token.lower_,), True) in opening.get(token.lower_, ()):
            behind = verb.doc[token.i + 1 : verb.i]
            return next((t for t in behind if t.pos_ in {"NOUN", "PROPN"}), None)
    return None


def _nearest(verb: Token) -> Token | None:
    """``Ce printemps, le conseil | a signé``: of two subjects before a verb, the nearer one."""
    own = [
        c for c in verb.children
        if c.dep_ in syntax.SUBJECT and c.i < verb.i and c.pos_ in {"NOUN", "PROPN"}
    ]  # fmt: skip
    return own[-1] if len(own) > 1 and not syntax.governed(own[-1]) else None


def joined_before(noun: Token, reader: Reader) -> list[Party]:
    """Return who is joined to a subject on its left, where the tree does not tell."""
    edge = noun.left_edge
    at = edge.i if edge.pos_ == "CCONJ" else edge.i - 1
    if at <= noun.sent.start or noun.doc[at].pos_ != "CCONJ":
        return []
    other = noun.doc[at - 1]
    found = None
    if (other.pos_ in {"NOUN", "PROPN"} or other.text[:1].isupper()) and other != noun:
        found = party(reader.cast, reader.block, other)
    return [found] if found else []


def left_noun(first: Token) -> Token | None:
    """Return the noun right before a verb group, adverbs apart: ``Oslo | est en grève``."""
    at = first.i - 1
    while at > first.sent.start and first.doc[at].pos_ == "ADV":
        at -= 1
    bare = first.pos_ in syntax.VERBAL and not syntax.has(first, "VerbForm", "Fin")
    if at < first.sent.start or bare:
        return None
    before = first.doc[at]
    if before.pos_ not in {"NOUN", "PROPN"} or syntax.governed(before):
        return None
    return syntax.name_head(before)


def outwards(noun: Token, participle: Token) -> Iterator[Token]:
    """``les gens du quartier | évacués``: the noun before a participle, and what that is of."""
    yield noun
    if participle.dep_ not in {"acl", "amod"} or participle.head != noun:
        return
    for _ in range(syntax.MAX_CLIMB):
        if noun.dep_ != "nmod" or noun.head.pos_ not in {"NOUN", "PROPN"}:
            return
        noun = noun.head
        yield noun


def patient_of(verb: Token, reader: Reader) -> Token | None:
    """Return whom a passive verb befalls: its subject, or the noun a participle hangs on."""
    own = syntax.own_subject(verb)
    if own is not None:
        return own
    if verb.dep_ in {"acl", "amod"} and verb.head.pos_ in syntax.NOMINAL:
        return verb.head
    return subject(verb, reader)
