"""Finds whose a quotation without a cue is: the sentences beside it in, a mention's range out."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from recoupe.extract import syntax
from recoupe.extract.sources import can_speak
from recoupe.extract.view import Range, View
from recoupe.marks import Marked


def neighbour(
    views: Sequence[View], at: int, marked: Marked, last_spoken: int
) -> tuple[Range | None, bool]:
    """Return the likely speaker's mention, and whether an earlier quotation goes on.

    In this order: the sentence before it in the paragraph, the sentence after it, the paragraph
    above; where the last statement (its end at ``last_spoken``) is nearer, it is continued.
    """
    view = views[at]
    before = _sentence_before(view, marked.start)
    if before is not None:
        if view.block.start + before.start_char < last_spoken:
            return None, True
        found = _speaker(view, before)
        if found is not None:
            return found, False
    after = _sentence_after(view, marked)
    found = _speaker(view, after) if after is not None and before is None else None
    if found is not None and last_spoken < view.block.start:
        return found, False
    above = views[at - 1] if at else None
    if above is None or above.block.kind != "body":
        return None, last_spoken >= 0
    if last_spoken >= above.block.start:
        return None, True
    sentence = list(above.block.doc.sents)[-1]
    return _speaker(above, sentence), last_spoken >= 0


def _sentence_before(view: View, start: int) -> Sentence | None:
    found = None
    for sentence in view.block.doc.sents:
        if view.block.start + sentence.end_char > start:
            break
        if any(t.is_alpha for t in sentence):
            found = sentence
    return found


def _sentence_after(view: View, marked: Marked) -> Sentence | None:
    for sentence in view.block.doc.sents:
        starts = view.block.start + sentence.start_char
        if starts >= marked.end - 1 and any(t.is_alpha for t in sentence):
            return sentence if view.mark_over(starts) is None or starts >= marked.end else None
    return None


def _speaker(view: View, sentence: Sentence) -> Range | None:
    """The subject of the sentence's main verb, if it is somebody who can speak."""
    root = sentence.root
    subject = syntax.own_subject(root) or next(
        (s for t in sentence if syntax.is_finite(t) and (s := syntax.own_subject(t)) is not None),
        None,
    )
    if subject is None or view.mark_at(subject) is not None:
        return None
    if subject.pos_ == "PRON":
        return view.range(subject, subject) if _personal(view, subject) else None
    return view.range(*syntax.noun_phrase(subject)) if can_speak(view, subject) else None


def _personal(view: View, token: Token) -> bool:
    return token.lower_ in view.words.words("pronouns.personal")
