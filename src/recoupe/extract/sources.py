"""Gives the range of a speaker's mention for a cue: a view and a cue in, offsets out."""

from __future__ import annotations

from spacy.tokens import Token

from recoupe.extract import subjects, syntax
from recoupe.extract.view import Cue, Range, View


def source_of(view: View, cue: Cue) -> Range | None:
    """Return the range of the speaker's mention, ``None`` where the text names nobody."""
    subject = cue.subject
    if subject is None:
        return None if cue.passive else _quoted_name(view, cue)
    voice = _voice(view, cue)
    if voice is not None:
        return voice
    if subject.text.startswith("-"):
        heard = hearsay(view, cue) if subject.lower_[1:] in _impersonal(view) else None
        return heard or (view.block.first(subject) + 1, view.block.last(subject))
    if subject.lower_.lstrip("-") in _impersonal(view) and cue.inverted:
        return hearsay(view, cue)
    first, last = syntax.noun_phrase(subject)
    if first.i <= cue.verb.i <= last.i:
        first = subject
        last = subject
    return view.range(first, last)


def _quoted_name(view: View, cue: Cue) -> Range | None:
    """``« Quotidien » a affirmé que``: a name in marks right before the verb."""
    if cue.first.i == 0:
        return None
    over = view.mark_at(cue.first.nbor(-1))
    if over is None or over == view.mark_at(cue.verb):
        return None
    inner = view.text[over.inner_start : over.inner_end]
    return (over.inner_start, over.inner_end) if len(inner.split()) <= NAME_WORDS else None


NAME_WORDS = 3
"""Words of a name in marks; more make a quotation."""


def _voice(view: View, cue: Cue) -> Range | None:
    """``a répondu par la voix de | sa porte-parole``: who lends the institution a voice speaks."""
    doc, end = cue.verb.doc, cue.verb.sent.end
    for phrase in view.words.phrases_of("voice.phrases"):
        for at in range(cue.last.i + 1, min(cue.last.i + VOICE_REACH, end - len(phrase))):
            if syntax.reads(doc, at, phrase):
                nouns = (t for t in doc[at + len(phrase) : end] if t.pos_ in {"NOUN", "PROPN"})
                head = next(nouns, None)
                return view.range(*syntax.noun_phrase(syntax.name_head(head))) if head else None
    return None


VOICE_REACH = 6
"""Tokens between the verb and "par la voix de"."""


def _impersonal(view: View) -> frozenset[str]:
    return view.words.words("pronouns.impersonal")


def hearsay(view: View, cue: Cue) -> Range | None:
    """``a-t-on appris auprès | du parquet``: the noun behind the preposition is the source."""
    prepositions = view.words.words("hearsay.prepositions")
    for token in cue.verb.doc[cue.last.i + 1 : cue.verb.sent.end]:
        if token.pos_ in {"NOUN", "PROPN"} and _has_case(token, prepositions):
            first, last = syntax.noun_phrase(token)
            return view.range(first, last)
    return None


def _has_case(token: Token, prepositions: frozenset[str]) -> bool:
    return any(c.dep_ == "case" and c.lower_ in prepositions for c in token.children)


def can_speak(view: View, head: Token) -> bool:
    """Tell whether a noun names somebody who can say something: a name, an office, a body."""
    return subjects.can_speak(view.words, head)
