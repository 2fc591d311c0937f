"""Tells incises whose subject comes first from main clauses: a cue in, its first word out.

``The bridge will reopen, | the mayor said.`` and ``"We will go," | she told reporters.``: English
rarely turns the verb round in an incise; whether a language does so is in its lexicon.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from recoupe.extract import syntax

if TYPE_CHECKING:
    from recoupe.extract.view import Cue, View

BREAKS = frozenset({",", "–", "—", "-", "!", "?", "…"})
"""What stands between a statement and its incise."""

ENDS = frozenset({",", ".", ";", "–", "—", "!", "?"})
REACH = 16
"""Tokens after the verb that may be its adverbials: ``told a crowd in the square on Sunday``."""

CLAUSE_REACH = 60
"""Tokens on each side of an incise in which the clause it interrupts shows its verb."""

SUBJECT_REACH = 24
"""Tokens a subject and its apposition may have before the verb."""


def opening(view: View, cue: Cue) -> Token | None:
    """Return the first token of an incise whose subject comes first, ``None`` where it is none."""
    first = subject_start(view, cue)
    if first is None or first.i <= first.sent.start or not _ends(view, cue.verb, cue.last):
        return None
    if first.nbor(-1).text not in BREAKS and first.nbor(-1).lower_ not in view.words.words(
        "as.words"
    ):
        return None
    return first if _says_before(first) or _says_after(cue) else None


def begins(view: View, token: Token) -> bool:
    """Tell whether an incise starts with this token: ``…, | two people at the bank said.``."""
    if not view.words.subject_first or token.pos_ not in syntax.NOMINAL | {"DET", "ADJ"}:
        return False
    reach = token.doc[token.i + 1 : min(token.i + SUBJECT_REACH, token.sent.end)]
    for verb in reach:
        if (
            not view.words.says(verb.text, "quote")
            or not syntax.is_finite(verb)
            or verb.dep_ == syntax.RELATIVE
        ):
            continue
        noun = syntax.own_subject(verb)
        started = noun is not None and syntax.noun_phrase(noun)[0] == token
        return started and _ends(view, verb, verb)
    return False


def subject_start(view: View, cue: Cue) -> Token | None:
    """Return where the subject of a finite verb of saying begins, if it stands before the verb."""
    if not view.words.subject_first or cue.inverted or "quote" not in cue.frames:
        return None
    noun = syntax.own_subject(cue.verb) or cue.subject
    if noun is None or noun.i >= cue.first.i or not syntax.is_finite(cue.verb):
        return None
    if cue.verb.dep_ == syntax.RELATIVE or cue.first.i - noun.i > SUBJECT_REACH:
        return None
    return syntax.noun_phrase(noun)[0]


def after(view: View, tokens: Sequence[Token], cues: dict[int, Cue]) -> Cue | None:
    """Return the cue of an incise that begins the tokens after a closing mark."""
    begin = next((t for t in tokens if t.text not in BREAKS), None)
    for token in tokens:
        cue = cues.get(view.block.first(token))
        if cue is not None and begin is not None and subject_start(view, cue) == begin:
            return cue
        if token.text in {".", ";", ":"}:
            return None
    return None


def turned_subject(verb: Token, last: Token, own: Token) -> Token | None:
    """``Arson suspected, | say prosecutors``: one comma, the verb, and nothing but a noun behind.

    ``own`` is the noun before the verb; an apposition to it would stand between two commas.
    """
    doc, end = verb.doc, verb.sent.end
    single = sum(t.text == "," for t in doc[own.i : verb.i]) == 1
    if not single or verb.i == 0 or verb.nbor(-1).text != "," or last.i + 1 >= end:
        return None
    noun = next((t for t in doc[last.i + 1 : end] if t.pos_ in syntax.NOMINAL), None)
    noun = syntax.name_head(noun) if noun is not None else None
    if noun is None or syntax.noun_phrase(noun)[0].i != last.i + 1:
        return None
    behind = syntax.noun_phrase(noun)[1].i + 1
    return noun if behind >= end or doc[behind].is_punct else None


def named_first(noun: Token | None) -> Token | None:
    """``Roland Dale, the engineer, said``: the name, where the parser took only what is apposed."""
    if noun is None or noun.dep_ != "appos" or noun.pos_ != "NOUN" or noun.head.pos_ != "PROPN":
        return noun
    name = noun.head
    return name if name.i < noun.i and name.nbor().text == "," else noun


def _ends(view: View, verb: Token, last: Token) -> bool:
    """Nothing but the addressee and the occasion follows the verb before the next stop."""
    doc, at = verb.doc, last.i + 1
    end = min(at + REACH, verb.sent.end)
    for token in doc[at:end]:
        if token.text in ENDS:
            return True
        if (
            view.fresh_mark(token, verb)
            or token.text == ":"
            or token.lower_ in view.words.words("complementisers.words")
        ):
            return False
        if syntax.is_finite(token) or token.dep_ in {"xcomp", "ccomp"}:
            return False
    return end == verb.sent.end


def _says_before(first: Token) -> bool:
    """A main clause stands before: its verb is in no clause that a conjunction opens."""
    for token in first.doc[max(first.sent.start, first.i - CLAUSE_REACH) : first.i - 1]:
        verb = token.head if token.dep_ in syntax.AUXILIARY else token
        opened = any(c.dep_ in {"mark", "advmod"} and c.pos_ == "SCONJ" for c in verb.children)
        if syntax.is_finite(token) and not opened and verb.dep_ != syntax.RELATIVE:
            return True
    return False


def _says_after(cue: Cue) -> bool:
    """``The crab, she said, | is new here``: the clause goes on after the incise's comma."""
    doc, end = cue.verb.doc, cue.verb.sent.end
    comma = next((t.i for t in doc[cue.last.i + 1 : end] if t.text in {",", "–", "—"}), end)
    rest = doc[comma : min(end, comma + CLAUSE_REACH)]
    return syntax.has_main_verb(rest)
