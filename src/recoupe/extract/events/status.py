"""Whether an event happened, is going on, is only wanted, promised, denied: a Draft in, status out.

In the manner of PLOVER, what is to come is coded as intent: to cooperate in the future is AGREE, to
coerce in the future is THREATEN.
"""

from __future__ import annotations

from spacy.tokens import Token

from recoupe.extract import syntax
from recoupe.extract.denials import negated
from recoupe.extract.events import codes
from recoupe.extract.events.drafts import Draft
from recoupe.extract.events.grammar import Grammar
from recoupe.records import EventStatus, EventType

COOPERATIVE: frozenset[EventType] = frozenset(
    {"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"}
)
COERCIVE: frozenset[EventType] = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST"})

OF_KIND: dict[str, EventStatus] = {
    "wish": "hypothetical",
    "open": "hypothetical",
    "plan": "promised",
    "possible": "hypothetical",
    "ongoing": "under way",
    "ended": "denied",
    "must": "asked",
    "denied": "denied",
    "past": "past history",
}
"""What a governing verb makes of the event it governs."""

OF_TENSE: dict[str, EventStatus] = {"future": "promised", "conditional": "conditional"}
"""What the tense makes of an event that its word alone would tell as done."""

MOST_GOVERNORS = 3
"""Verbs over an event's infinitive that are asked: "veut continuer à | négocier"."""


def judge(draft: Draft, grammar: Grammar) -> None:
    """Set status, and type and code where what is to come is coded as intent."""
    kind = _kind(draft, grammar)
    draft.idle = kind == "open"
    draft.status = _status(draft, kind)
    draft.due = kind == "must"
    if draft.actors and kind in {"plan", "possible", "wish", "future"}:
        _intend(draft, kind)
    elif draft.actors and kind == "denied":
        _refuse(draft, grammar)


def _refuse(draft: Draft, grammar: Grammar) -> None:
    """``n'acceptera pas de négocier``, ``will not sign``: what is to come and is denied."""
    verb = draft.holder or draft.trigger
    refused = _by_tense(verb, grammar) == "future" or _unwilling(verb, grammar)
    if draft.type in {*COOPERATIVE, "AGREE"} and refused:
        draft.code = codes.composed("REJECT", "120", draft.code)
        draft.type, draft.status = "REJECT", draft.sense.status


def _unwilling(verb: Token, grammar: Grammar) -> bool:
    """``ne veut pas | négocier``: who does not want to refuses; who does not try is left alone."""
    above = verb.head
    governs = grammar.governing.get(above.lower_) == "wish" and above != verb
    bare = syntax.has(verb, "VerbForm", "Inf")
    present = syntax.has(above, "Tense", "Pres")
    return governs and bare and present and _is_denied(above, grammar)


def _intend(draft: Draft, kind: str) -> None:
    if draft.type in COOPERATIVE:
        draft.code = codes.composed("AGREE", "030", draft.code)
        draft.type = "AGREE"
    elif draft.type in COERCIVE and kind in {"plan", "future"}:
        draft.code = codes.composed("THREATEN", "130", draft.code)
        draft.type = "THREATEN"


def _status(draft: Draft, kind: str) -> EventStatus:
    base = draft.sense.status
    if draft.support == "undone":
        return "denied"
    if kind in OF_KIND:
        return OF_KIND[kind]
    if base != "done":
        return base
    if draft.support == "ongoing":
        return "under way"
    return OF_TENSE.get(kind, base)


def _kind(draft: Draft, grammar: Grammar) -> str:
    """Tell what tense, negation, mood and governing verbs make of a draft, "" for a plain one."""
    if draft.sense.part == "nouns":
        unreal = _unreal(draft.trigger, grammar)
        if unreal or draft.holder is None:
            return unreal
        if draft.support == "possible":
            return "denied" if _is_denied(draft.holder, grammar) else "possible"
    verb = draft.holder or draft.trigger
    if _is_denied(verb, grammar):
        return "denied"
    if verb.dep_ == "ccomp" and grammar.governing.get(verb.head.lower_) == "must":
        return "must"
    if _bare(verb, draft):
        return _governed(verb, grammar)
    return _by_tense(verb, grammar)


def _is_denied(verb: Token, grammar: Grammar) -> bool:
    own = any(c.dep_ == "cop" and negated(c, grammar.reporting) for c in verb.children)
    return own or negated(verb, grammar.reporting)


def _bare(verb: Token, draft: Draft) -> bool:
    """Tell an infinitive (or a noun's verb in the infinitive), which takes its tense from above."""
    if draft.sense.part == "adjectives":
        return False
    if draft.sense.part == "verbs" and verb.lower_ != draft.sense.lemma:
        return False
    own = any(c.dep_ in syntax.SUBJECT for c in verb.children)
    return syntax.has(verb, "VerbForm", "Inf") and not own


def _governed(verb: Token, grammar: Grammar) -> str:
    """Tell what stands over an infinitive: its preposition, and the verbs that govern it.

    What only has a purpose, or hangs on a word that says nothing of it, stays open.
    """
    marks = {c.lower_ for c in verb.lefts if c.dep_ in {"mark", "case", "advmod", "fixed"}}
    if marks & grammar.lists["unreal.without"]:
        return "denied"
    if marks & grammar.lists["unreal.purpose"]:
        return "open"
    return _climb(verb, grammar)


def _climb(verb: Token, grammar: Grammar) -> str:
    current = verb
    for _ in range(MOST_GOVERNORS):
        above, joined = current.head, current.dep_ == "conj"
        if above == current:
            break
        kind = "" if joined else grammar.governing.get(above.lower_, "")
        if not joined and _is_denied(above, grammar):
            return "denied"
        if kind == "done":
            return _by_tense(above, grammar)
        if kind or not (joined or syntax.has(above, "VerbForm", "Inf")):
            return kind or "open"
        current = above
    return "open"


def _by_tense(verb: Token, grammar: Grammar) -> str:
    """Read the tense of a verb with its auxiliaries: pluperfect, future, conditional, modals."""
    helpers = [c for c in verb.children if c.dep_ in syntax.AUXILIARY]
    modal = next((grammar.modals[h.lower_] for h in helpers if h.lower_ in grammar.modals), "")
    if modal:
        return modal
    tensed = next((h for h in helpers if syntax.has(h, "VerbForm", "Fin")), verb)
    if verb.dep_ == "conj" and not helpers and not syntax.has(verb, "VerbForm", "Fin"):
        helpers = [c for c in verb.head.children if c.dep_ in syntax.AUXILIARY]
        tensed = next((h for h in helpers if syntax.has(h, "VerbForm", "Fin")), verb)
    shown = _shown(tensed, grammar)
    if shown == "conditional" or syntax.has(tensed, "Mood", "Cnd"):
        if _reported(verb):
            return "future"
        return "conditional" if tensed == verb or tensed.dep_ == "cop" else "unsure"
    if shown == "future" or syntax.has(tensed, "Tense", "Fut"):
        return "future"
    compound = tensed != verb and tensed.dep_ in {"aux:tense", "aux"}
    return "past" if compound and syntax.has(tensed, "Tense", "Imp") else ""


def _shown(verb: Token, grammar: Grammar) -> str:
    """Return the tense that a form's ending shows, « signera »; "" where none does."""
    form = verb.lower_ if verb.pos_ in syntax.VERBAL else ""
    return next((t for t, ends in grammar.endings.items() if form.endswith(ends)), "")


def _reported(verb: Token) -> bool:
    """``a annoncé qu'elle | livrerait``: after a verb of the past, the conditional is a future."""
    above = verb.head
    if verb.dep_ != "ccomp" or above.i > verb.i:
        return False
    helped = any(c.dep_ == "aux:tense" for c in above.children)
    return helped or syntax.has(above, "Tense", "Past") or syntax.has(above, "Tense", "Imp")


def _unreal(noun: Token, grammar: Grammar) -> str:
    """``aucun accord``, ``sans accord``: denied; ``un éventuel accord``: held possible."""
    words = {c.lower_ for c in noun.children if c.dep_ in {"det", "case", "amod", "advmod"}}
    for name, kind in (("denied", "denied"), ("hypothetical", "possible"), ("past", "past")):
        if words & grammar.lists[f"unreal.{name}"]:
            return kind
    return ""
