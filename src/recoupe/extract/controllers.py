"""Finds who does what a verb says where it has no subject of its own: a token in, a token out."""

from __future__ import annotations

from spacy.tokens import Token

from recoupe.extract import syntax
from recoupe.extract.syntax import MAX_CLIMB, NOMINAL, RELATIVE, VERBAL


def subject(verb: Token) -> Token | None:
    """Return who does what the verb says, climbing from participles, infinitives, coordination."""
    beside = _noun_beside(verb)
    if beside is not None:
        return beside
    current = verb
    if adds_participle(verb):
        current = _main_before(verb) or verb
        doer = _agent_before(current, verb)
        if doer is not None:
            return doer
    return _climb(current) or _joined(current)


_CLIMBED = frozenset({"conj", "advcl", "xcomp", "ccomp", "acl", "parataxis"})
"""How a verb hangs on the one whose subject it shares."""


def _climb(verb: Token) -> Token | None:
    """Go up from verb to verb until one has a subject, or a noun is what acts."""
    for _ in range(MAX_CLIMB):
        found = syntax.own_subject(verb)
        if found is not None:
            return found
        if verb.dep_ in {"acl", RELATIVE} and _nominal(verb.head):
            return verb.head
        bare = syntax.has(verb, "VerbForm", "Inf") and verb.head.pos_ in VERBAL
        if not (verb.dep_ in _CLIMBED or bare) or verb.head == verb:
            return None
        controller = _controller(verb)
        if controller is not None:
            return controller
        verb = verb.head
    return None


def _joined(verb: Token) -> Token | None:
    """``Paul Roux est juge et | a participé``: a bare second verb shares the subject of the first.

    Here for the copular clauses that the parser does not join with what follows.
    """
    first, _ = syntax.verb_group(verb)
    finite = syntax.is_finite(verb) or any(syntax.is_finite(c) for c in verb.children)
    if first.i == verb.sent.start or not finite or first.nbor(-1).pos_ != "CCONJ":
        return None
    for before in reversed(verb.doc[verb.sent.start : first.i - 1]):
        if any(c.dep_ == "cop" for c in before.children) and before.dep_ != RELATIVE:
            return syntax.own_subject(before)
    return None


def _nominal(token: Token) -> bool:
    """A noun, or an adjective that stands for one: ``Ce dernier, accusant …``."""
    return token.pos_ in NOMINAL or (
        token.pos_ == "ADJ" and any(c.dep_ == "det" for c in token.children)
    )


def _agent_before(main: Token, participle: Token) -> Token | None:
    """``L'alerte a été donnée par un voisin, | disant que …``: who did the one does the other."""
    agent = syntax.agent(main) if main != participle and syntax.is_passive(main) else None
    return agent if agent is not None and agent.i < participle.i else None


def _controller(infinitive: Token) -> Token | None:
    """``a permis à la ministre de déclarer``: an object with a preposition does what follows."""
    if not syntax.has(infinitive, "VerbForm", "Inf") or infinitive.dep_ not in {"xcomp", "ccomp"}:
        return None
    for child in infinitive.head.children:
        between = infinitive.head.i < child.i < infinitive.i
        if between and child.dep_ in {"obl:arg", "iobj"} and syntax.governed(child):
            return child
    return None


def _noun_beside(verb: Token) -> Token | None:
    """``une vidéo montrant Paul Roux se vantant de …``: the noun right before a participle."""
    first, _ = syntax.verb_group(verb)
    if not syntax.is_present_participle(verb) or first.i == verb.sent.start:
        return None
    before = first.nbor(-1)
    if before.pos_ != "PROPN" or _in_complement(before, verb):
        return None
    return syntax.name_head(before)


def _in_complement(name: Token, participle: Token) -> bool:
    """``des habitants de Lys | demandant …``: the name only says which noun acts."""
    noun = participle.head
    acts = participle.dep_ == "acl" and noun.pos_ == "NOUN" and noun.i < name.i
    return acts and syntax.governed(syntax.name_head(name))


def adds_participle(verb: Token) -> bool:
    """Tell whether a present participle goes with the main verb: ``…, indiquant que``."""
    if not syntax.is_present_participle(verb) or verb.i == verb.sent.start:
        return False
    before = verb.nbor(-1)
    return before.text == "," or (before.pos_ == "ADP" and before.i > verb.sent.start)


def _main_before(verb: Token) -> Token | None:
    """The last main verb before a participle in its sentence."""
    before = [t for t in verb.doc[verb.sent.start : verb.i] if syntax.is_finite(t)]
    main = [t for t in before if t.dep_ != RELATIVE and t.dep_ not in syntax.AUXILIARY]
    first = [t for t in main if t.dep_ not in {"ccomp", "acl", "advcl"}]
    return (first or main)[-1] if main else None
