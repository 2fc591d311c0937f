"""Finds reported clauses that no conjunction opens: a cue in, the content's first token out.

English leaves "that" out more often than not (``said | the bridge would open``), and reports with
a form in -ing (``denied | having paid``); the lexicon says whether a language does so.
"""

from __future__ import annotations

from spacy.tokens import Token

from recoupe.extract import syntax
from recoupe.extract.view import Cue, View

REACH = 14
"""Tokens between the verb and an unmarked clause: addressee, day and place of the act of saying."""


def clause(view: View, cue: Cue) -> Token | None:
    """``told reporters on Monday | the bridge would open``."""
    if "que" not in cue.frames or not view.words.zero or cue.inverted or _breaks_off(cue):
        return None
    end = min(cue.last.i + REACH, cue.verb.sent.end)
    for token in cue.verb.doc[cue.last.i + 1 : end]:
        if token.text in {":", ";", ","} or _opens_marks(view, cue, token):
            return None
        verb = _clause_of(token, cue)
        if verb is not None:
            return _start(view, cue, verb, token)
    return None


def _breaks_off(cue: Cue) -> bool:
    """A comma, "and" or the end right after the verb: what was said stands before it."""
    doc, at = cue.verb.doc, cue.last.i + 1
    return at >= cue.verb.sent.end or doc[at].is_punct or doc[at].pos_ == "CCONJ"


def _opens_marks(view: View, cue: Cue, token: Token) -> bool:
    """A quotation opens right behind the verb: it is what was said."""
    return view.fresh_mark(token, cue.verb) and token.i == cue.last.i + 1


def _clause_of(subject: Token, cue: Cue) -> Token | None:
    """Return the finite verb or predicate this is the subject of, if no conjunction opens it."""
    if subject.dep_ not in syntax.SUBJECT:
        return None
    verb = subject.head
    predicate = any(c.dep_ == "cop" for c in verb.children)
    if verb.i <= subject.i or not (predicate or syntax.is_finite(verb)):
        return None
    if verb.dep_ == syntax.RELATIVE or verb == cue.verb:
        return None
    opened = any(c.dep_ == "mark" and cue.last.i < c.i < subject.i for c in verb.children)
    return None if opened else verb


def _start(view: View, cue: Cue, verb: Token, subject: Token) -> Token | None:
    """The first word of the clause: what stands before its subject belongs to it or to the cue."""
    first, _ = syntax.noun_phrase(subject)
    own = [t for t in verb.subtree if cue.last.i < t.i <= first.i]
    lead = [t for t in own if t.i < first.i]
    if not lead or {t.lower_ for t in lead} & view.words.words("stops.circumstance"):
        return first
    if lead[0].lower_ in view.words.words("question_words.words"):
        return None
    joined = lead[-1].i - lead[0].i == len(lead) - 1 and lead[-1].i == first.i - 1
    return lead[0] if joined and not lead[0].is_punct else first


def predicate(view: View, cue: Cue) -> Token | None:
    """``called | the ruling a mistake``; of a pronoun (``called it | a mistake``) the rest."""
    if "attr" not in cue.frames or cue.passive:
        return None
    nominal = syntax.NOMINAL | {"ADJ"}
    behind = [c for c in cue.verb.children if c.i > cue.last.i and c.pos_ in nominal]
    what = next((c for c in behind if c.dep_ == "obj"), None)
    said = next((c for c in behind if c.dep_ in {"xcomp", "ccomp"}), None)
    if said is None and what is not None:
        apposed = (c for c in what.children if c.dep_ == "appos")
        said = next((c for c in apposed if view.mark_at(c) != view.mark_at(what)), None)
    if said is None:
        return None
    about = what or syntax.own_subject(said)
    whole = about is not None and cue.last.i < about.i < said.i and about.pos_ != "PRON"
    first = about if whole and about is not None else said
    inside = [t for t in first.subtree if about is None or whole or t.i > about.i]
    return min(inside, key=lambda t: t.i)


def gerund(view: View, cue: Cue) -> Token | None:
    """``denied | having paid``, ``suggested | moving the vote``."""
    if "gerund" not in cue.frames:
        return None
    doc, at = cue.verb.doc, cue.last.i + 1
    while at + 1 < cue.verb.sent.end and doc[at].pos_ == "ADV":
        at += 1
    if at >= cue.verb.sent.end:
        return None
    token = doc[at]
    del view
    return token if syntax.is_present_participle(token) and token.pos_ in syntax.VERBAL else None
