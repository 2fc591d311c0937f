"""Joins events that bear on each other: the drafts of a block in, those that stand alone out.

``menace d'imposer des sanctions``: one threat, with the code of a threatened sanction.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from recoupe.extract import syntax
from recoupe.extract.events import codes, frames
from recoupe.extract.events.drafts import Draft, Reader
from recoupe.extract.events.parties import party, state
from recoupe.extract.events.status import COERCIVE
from recoupe.extract.mentions_view import fold
from recoupe.records import EventType, Party

REAL: frozenset[EventType] = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
"""Acts that can bear on what did happen: who condemns an attack tells of an attack."""

MOST_LINKS = 3
"""Verbs between an act and what it bears on: "promet de continuer à | livrer"."""


def compose(drafts: Iterable[Draft], reader: Reader) -> list[Draft]:
    """Return the drafts that are events of their own; what another bears on lends it its code."""
    every = list(drafts)
    by_word = {d.trigger.i: d for d in every}
    for draft in every:
        if draft.object is not None:
            draft.inner = _inner(draft, draft.object.head, by_word)
        if "inner" in draft.sense.needs and not _harms(draft):
            draft.idle = True
    for draft in every:
        _befall(draft, by_word)
        _join(draft, reader)
    for draft in every:
        if draft.type == "PROTEST" and not draft.recipients:
            draft.recipients = _aimed_at(draft, every)
    return [d for d in every if not (d.absorbed or d.idle)]


def _inner(draft: Draft, head: Token, by_word: dict[int, Draft]) -> Draft | None:
    """Return the event an object's head means, or the infinitive it governs."""
    for _ in range(MOST_LINKS):
        found = by_word.get(head.i)
        if found is not None and found is not draft:
            return found
        below = [c for c in head.children if c.dep_ == "xcomp" and c.pos_ in syntax.VERBAL]
        if not below:
            return None
        head = below[0]
    return None


def _harms(draft: Draft) -> bool:
    """``avertit que le port | serait bloqué``: what is to come is harm, so it is a threat."""
    inner = draft.inner
    coming = inner is not None and (inner.type == "THREATEN" or inner.status in COMING)
    return inner is not None and inner.sense.type in COERCIVE and coming


COMING: frozenset[str] = frozenset({"promised", "conditional"})


def _join(draft: Draft, reader: Reader) -> None:
    inner = draft.inner
    if inner is not None:
        if (
            draft.sense.type == "AGREE"
            and inner.sense.type in COERCIVE
            and inner.status != "denied"
        ):
            draft.type, draft.code = "THREATEN", "130"
        draft.code = codes.composed(draft.type, draft.code, _code(inner))
        if not draft.recipients:
            draft.recipients = _of_inner(draft, inner)
        bears = draft.type in codes.COMPOSED or inner.sense.part == "nouns"
        inner.absorbed = bears and not _told(draft, inner)
    wanted = draft.sense.part != "nouns" or draft.type in codes.COMPOSED
    if not draft.recipients and draft.object is not None and wanted:
        draft.recipients = _named_within(draft, reader)
    if not draft.recipients and draft.type in GIVING and draft.sense.part == "verbs":
        clause = [t for t in frames.reach(draft.trigger, reader) if t.i > draft.last.i]
        draft.recipients = _named_among(clause, draft, reader)


def _befall(draft: Draft, by_word: dict[int, Draft]) -> None:
    """``L'attentat a tué | douze policiers``: the attack's victims are those of its verb.

    So are those of a verb that names nobody: ``deux gardes ont été tués dans | un attentat``.
    """
    if draft.type != "ASSAULT" or draft.sense.part != "verbs":
        return
    cause = by_word.get(draft.doer.i) if draft.doer is not None else None
    if cause is None and draft.passive and not draft.actors:
        below = (by_word[t.i] for t in draft.trigger.subtree if t.i in by_word)
        cause = next((d for d in below if d is not draft), None)
    if cause is None or cause is draft or cause.type != "ASSAULT" or cause.recipients:
        return
    if cause.sense.part == "nouns":
        cause.recipients, draft.absorbed = draft.recipients, True


AIMS: frozenset[EventType] = frozenset({"REQUEST", "ACCUSE", "REJECT", "PROTEST"})
"""Acts that can be what a protest is for."""


def _aimed_at(draft: Draft, every: Iterable[Draft]) -> list[Party]:
    """``ont défilé pour réclamer le départ | du préfet``: a protest is against whom it asks."""
    over = draft.holder or draft.trigger
    for other in every:
        below = other.trigger.dep_ in {"advcl", "acl", "xcomp"} and other.trigger.head == over
        if below and other.type in AIMS and other.recipients:
            return [p for p in other.recipients if not _same(p, draft.actors)]
    return []


def _told(draft: Draft, inner: Draft) -> bool:
    """Tell whether what an act bears on is told as having happened: ``condamne l'attaque de X``."""
    if draft.type not in REAL or not inner.actors:
        return False
    if inner.sense.part == "nouns":
        return bool(inner.recipients)
    return draft.type != "REJECT" and (syntax.is_finite(inner.trigger))


def _code(inner: Draft) -> str:
    """Return the code of what is borne on, itself composed where it bears on something."""
    if inner.inner is None or inner.inner is inner:
        return inner.sense.code
    return codes.composed(inner.sense.type, inner.sense.code, inner.inner.sense.code)


def _of_inner(draft: Draft, inner: Draft) -> list[Party]:
    """Return whom an act concerns by what it bears on: who is to do it, else whom it is done to."""
    for parties in (inner.actors, inner.recipients):
        others = [p for p in parties if not _same(p, draft.actors)]
        if others:
            return others
    if inner.inner is not None and inner.inner is not draft:
        return [p for p in inner.inner.recipients if not _same(p, draft.actors)]
    return []


def _named_within(draft: Draft, reader: Reader) -> list[Party]:
    """Return the actor named inside the object: ``rejette la proposition | du maire``."""
    assert draft.object is not None  # noqa: S101 - asked by the caller
    head = draft.object.head
    if head.pos_ in syntax.VERBAL:
        whom = [c for c in head.children if c.dep_ == "obj" and c.i > head.i and c.pos_ == "NOUN"]
        met = [p for c in whom if (p := party(reader.cast, reader.block, c))]
        if met:
            return met
    tokens = frames.reach(head, reader)
    if head.pos_ in syntax.VERBAL:
        tokens = [t for t in head.subtree if t.i > draft.last.i and t.i not in reader.aside]
    return _named_among([head, *tokens], draft, reader)


def _named_among(tokens: list[Token], draft: Draft, reader: Reader) -> list[Party]:
    """Return the first actor other than who acts that some tokens name, or whose adjective."""
    head = tokens[0] if tokens else None
    for token in tokens:
        if token.pos_ not in {"NOUN", "PROPN"}:
            continue
        found = [*state(reader.cast, reader.block, token)]
        if token != head and not _is_place(token, reader):
            whole = party(reader.cast, reader.block, token)
            found = [whole] if whole and _known(whole, reader) else found
        others = [p for p in found if not _same(p, draft.actors)]
        if others:
            return others[:1]
    return []


GIVING: frozenset[EventType] = frozenset({"AGREE", "AID", "COOPERATE"})
"""Acts whose beneficiary may stand anywhere in their clause."""


def _is_place(token: Token, reader: Reader) -> bool:
    """``des projets en Russie``, ``au large de la Suède``: where it is, not whom it concerns."""
    slot = {fold(word) for word in reader.grammar.shows["slot"]}
    cases = [c for c in token.children if c.dep_ == "case"]
    before = {fold(c.text) for c in cases} - slot
    beside = any(frames.of_a_place(c, reader) for c in cases)
    return beside or bool(before & reader.grammar.words.lists["place"])


def _known(party: Party, reader: Reader) -> bool:
    actor = reader.cast.actors.get(party.actor or "")
    if actor is None:
        return False
    return actor.named or actor.country is not None or actor.kind == "person"


def _same(one: Party, others: Iterable[Party]) -> bool:
    return any(one.name == o.name or (one.actor and one.actor == o.actor) for o in others)
