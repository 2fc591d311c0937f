"""Reads statements followed or interrupted by their verb of saying, without quotation marks.

``Le pont rouvrira lundi, a annoncé la mairie``: a view and its cues in, drafts out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from recoupe.extract import asides, syntax
from recoupe.extract.sources import source_of
from recoupe.extract.view import Cue, Draft, Range, View, trim

MIN_WORDS = 3
"""An incise after fewer words interrupts, it does not report."""


def incises(view: View, cues: dict[int, Cue], taken: Sequence[Range]) -> Iterator[Draft]:
    """Yield a draft for each incise whose sentence no other cue has taken."""
    for token in view.block.doc:
        cue = cues.get(view.block.first(token))
        if cue is None or not cue.frames & {"quote", "heard"} or not _is_incise(view, cue):
            continue
        if view.mark_at(cue.verb) is not None or _used(view, cue, taken):
            continue
        draft = _draft(view, cue, taken)
        if draft is not None:
            yield draft


def _used(view: View, cue: Cue, taken: Sequence[Range]) -> bool:
    return view.range(cue.first, cue.last) in taken


def _is_incise(view: View, cue: Cue) -> bool:
    if asides.opening(view, cue) is not None:
        return True
    if cue.subject is None or not cue.inverted or not syntax.is_finite(cue.verb):
        return False
    first = _head(view, cue)
    if first.lower_ in view.words.words("as.words"):
        return True
    interrupts = first.i > first.sent.start + 1 and _rest(view, cue) is not None
    return first.i > first.sent.start + MIN_WORDS or interrupts or _after_mark(view, cue)


def _after_mark(view: View, cue: Cue) -> bool:
    return cue.first.i > 0 and view.mark_at(cue.first.nbor(-1)) is not None


def _head(view: View, cue: Cue) -> Token:
    """Step back to "comme" (``comme l'indique X``) and to a leading adverb."""
    first = asides.opening(view, cue) or cue.first
    while first.i > first.sent.start and (
        first.nbor(-1).lower_ in view.words.words("as.words")
        or first.nbor(-1).pos_ == "PRON"
        or first.nbor(-1).pos_ == "ADV"
    ):
        first = first.nbor(-1)
    return first


def _draft(view: View, cue: Cue, taken: Sequence[Range]) -> Draft | None:
    doc = view.block.doc
    head = _head(view, cue)
    start = _start(view, head.i, head.sent.start, taken)
    left = trim(view.text, view.block.first(doc[start]), view.block.first(head))
    right = _rest(view, cue)
    if left is not None and right is None and len(view.text[left[0] : left[1]].split()) < MIN_WORDS:
        left = None
    content = tuple(piece for piece in (left, right) if piece is not None)
    if not content:
        return None
    shown = cue.first if asides.opening(view, cue) else head
    return Draft(
        content, view.range(shown, cue.last), source_of(view, cue), "incise", view.headline
    )


def _start(view: View, at: int, sentence: int, taken: Sequence[Range]) -> int:
    doc = view.block.doc
    for index in range(at - 1, sentence - 1, -1):
        offset = view.block.first(doc[index])
        if any(a <= offset < b for a, b in taken) or doc[index].text == ";":
            return index + 1
        if view.headline and doc[index].text == ":":
            return index + 1
    return sentence


def _rest(view: View, cue: Cue) -> Range | None:
    """After the incise's closing comma the statement may go on: ``…, a-t-il dit, mais …``."""
    doc = view.block.doc
    last = cue.last
    if cue.subject is not None and not cue.subject.text.startswith("-"):
        last = max(last, syntax.noun_phrase(cue.subject)[1], key=lambda t: t.i)
    at, end = last.i + 1, last.sent.end
    while at < end and doc[at].text not in {",", "–", "—"}:
        if doc[at].text in {":", ";", "."} or view.mark_at(doc[at]) is not None:
            return None
        at += 1
    rest = doc[at + 1 : end]
    goes_on = syntax.has_main_verb(rest)
    if not goes_on or at + 1 >= end or syntax.has(rest[0], "PronType", "Rel"):
        return None
    return trim(view.text, view.block.first(rest[0]), view.block.last(rest[-1]))
