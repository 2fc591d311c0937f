"""Finds reported infinitives: a cue in, the content's first token out.

The lexicon says which markers a verb takes and which verbs tell somebody to act.
"""

from __future__ import annotations

from spacy.tokens import Token

from recoupe.extract import syntax
from recoupe.extract.view import Cue, View

INNER_REACH = 20
"""Tokens between the verb and an infinitive, an attribute or "comme"."""

NEUTRAL_WORDS = 6
"""Words of a content that are compared with those that report nothing."""


def infinitive(view: View, cue: Cue) -> Token | None:
    """``promet de | baisser les taxes``, ``affirme | avoir agi``; the preposition stays out."""
    markers = {f for f in cue.frames if f in view.words.words("infinitive.markers")}
    bare = "inf" in cue.frames
    if not markers and not bare:
        return None
    doc = cue.verb.doc
    for token in doc[cue.last.i + 1 : min(cue.last.i + INNER_REACH, cue.verb.sent.end)]:
        if syntax.has(token, "VerbForm", "Inf"):
            if _belongs_to_object(view, cue, token):
                return None
            start = _before_infinitive(token, cue, view, markers, bare=bare)
            return None if start is None or _reports_nothing(view, start) else start
        participle = token.pos_ == "VERB" and token.i > cue.last.i
        if participle or syntax.is_finite(token) or token.text in {":", ";", "."}:
            return None
    return None


def _before_infinitive(
    token: Token, cue: Cue, view: View, markers: set[str], *, bare: bool
) -> Token | None:
    """Step back over clitics and negation to the preposition, and check that it fits the frame."""
    doc, at = token.doc, token.i
    small = {"PRON", "ADV", "PUNCT", "AUX"}
    while at - 1 > cue.last.i and doc[at - 1].pos_ in small and doc[at - 1].text != ",":
        at -= 1
    before = doc[at - 1]
    forms = view.words.words("infinitive.elided") | markers
    if before.i <= cue.last.i:
        return doc[at] if bare else None
    if before.lower_ in forms and _normal(before.lower_) in markers:
        denied = before.i - 1 > cue.last.i and _negates(view, before.nbor(-1))
        return before.nbor(-1) if denied else doc[at]
    marked = any(c.dep_ in {"mark", "case"} for c in token.children) or before.pos_ == "ADP"
    return doc[at] if bare and not marked else None


def _negates(view: View, token: Token) -> bool:
    """``asked them | not to leave``: a negation before the marker belongs to the content."""
    return token.lower_ in view.words.words("negation.words")


def _belongs_to_object(view: View, cue: Cue, infinitive: Token) -> bool:
    """``demanded money | to buy fodder``: the object was said, unless it is who was told to act.

    So was what a preposition opens: ``asked for work | to stop``.
    """
    telling = view.words.words("infinitive.addressees")
    if telling and f"obj:{cue.last.nbor().lower_}" in cue.frames:
        return True
    if not telling or view.words.lemmas(cue.verb.text) & telling:
        return False
    return any(c.dep_ == "obj" and cue.last.i < c.i < infinitive.i for c in cue.verb.children)


def _reports_nothing(view: View, start: Token) -> bool:
    """``asked | not to be named``: how a source wants to be named is no statement."""
    text = start.doc[start.i : start.i + NEUTRAL_WORDS].text.lower()
    return text.startswith(tuple(view.words.words("not_cues.contents")))


def _normal(word: str) -> str:
    return word.replace("d'", "de")
