"""Finds what introduces a quotation that follows it: ``X a déclaré : « … »``.

In: a view, the mark and the article's cues. Out: the cue and the speaker's mention.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from recoupe.extract import controllers, syntax
from recoupe.extract.sources import can_speak, source_of
from recoupe.extract.view import Cue, Range, View
from recoupe.marks import Marked

NEAR = 4
"""Tokens between a verb of saying and a quotation without a colon: adverbs, a comma."""


@dataclass(frozen=True, slots=True)
class Found:
    """The words that report a quotation: either may be missing."""

    cue: Range | None
    source: Range | None


def introduction(view: View, marked: Marked, cues: dict[int, Cue]) -> Found | None:
    """Return the last verb of saying before the colon; failing that, who acts or is named there."""
    tokens = [t for t in view.block.doc if view.block.first(t) < marked.start]
    home = view.home(marked)
    if home is not None:
        tokens = [t for t in tokens if view.block.first(t) >= home.inner_start]
    if not tokens:
        return None
    sentence = [t for t in tokens if t.sent.start == tokens[-1].sent.start]
    able = [c for c in _cues(view, sentence, cues) if view.mark_at(c.verb) == home]
    if able:
        chosen = able[-1]
        return Found(view.range(chosen.first, chosen.last), source_of(view, chosen))
    return _characterised(view, sentence) or _noun_cue(view, sentence) or _named(view, sentence)


def _cues(view: View, sentence: Sequence[Token], cues: dict[int, Cue]) -> list[Cue]:
    found = [cues[view.block.first(t)] for t in sentence if view.block.first(t) in cues]
    return [c for c in found if not c.passive and c.frames & {"quote", "que", "obj"}]


def _characterised(view: View, sentence: Sequence[Token]) -> Found | None:
    """``X a vivement réagi :``, ``Le juge a été clair :``: somebody acts, and a colon follows."""
    root = next((t for t in sentence if t.dep_ in {"ROOT", "conj"} and _predicates(t)), None)
    subject = controllers.subject(root) if root is not None else None
    if root is None or subject is None or syntax.has(subject, "PronType", "Rel"):
        return None
    if subject.pos_ == "NOUN" and not can_speak(view, subject):
        return None
    if subject.pos_ not in syntax.NOMINAL or subject.lower_ in view.words.words("pronouns.nobody"):
        return None
    first, last = syntax.verb_group(root)
    return Found(view.range(first, last), view.range(*syntax.noun_phrase(subject)))


def _predicates(token: Token) -> bool:
    copula = any(c.dep_ == "cop" for c in token.children)
    return syntax.is_finite(token) or (copula and token.pos_ in {"ADJ", "NOUN"})


def _noun_cue(view: View, sentence: Sequence[Token]) -> Found | None:
    """``Réaction de l'intéressé :``, ``Verdict du jury :``: a noun of saying with its author."""
    for token in sentence:
        frames = view.words.nouns.get(token.lower_) or view.words.nouns.get(token.lemma_.lower())
        if not frames or "quote" not in frames:
            continue
        author = next((c for c in token.children if c.dep_ == "nmod" and c.i > token.i), None)
        source = view.range(*syntax.noun_phrase(author)) if author is not None else None
        return Found(view.range(token, token), source)
    return None


def _named(view: View, sentence: Sequence[Token]) -> Found | None:
    """``Manon Estival, une voisine :``: a full name and no verb; a place or a topic is none."""
    words = [t for t in sentence if not t.is_punct and not t.is_space]
    if len(words) < 2 or any(t.pos_ in syntax.VERBAL for t in words):  # noqa: PLR2004
        return None
    name = words[:2]
    if not all(t.pos_ == "PROPN" and t.text[:1].isupper() for t in name):
        return None
    return Found(None, view.range(words[0], words[-1]))


def near_introduction(view: View, marked: Marked, cues: dict[int, Cue]) -> Found | None:
    """``déclare, « … »`` or ``a lancé « … »``: the verb of saying stands right before the mark."""
    tokens = [t for t in view.block.doc if view.block.first(t) < marked.start][-NEAR:]
    inner = view.text[marked.inner_start : marked.inner_end]
    for token in reversed(tokens):
        cue = cues.get(view.block.first(token))
        if cue is not None and "quote" in cue.frames and not cue.passive:
            nickname = syntax.is_finite(cue.verb) or len(inner.split()) >= NEAR
            return (
                Found(view.range(cue.first, cue.last), source_of(view, cue)) if nickname else None
            )
        if token.pos_ not in {"ADV", "PUNCT", "PRON"}:
            return None
    return None
