"""Tells what a phrase beside a reporting word belongs to: Frame and offsets in, yes or no out."""

from __future__ import annotations

import re

from spacy.tokens import Token

from recoupe import lexicon
from recoupe.extract.circumstances_frame import SAID, Frame
from recoupe.extract.syntax import VERBAL

DESCRIBING = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "DET", "PRON"})
"""What an apposition opens with; a relative clause opens with a pronoun."""

_APPOSITION = re.compile(r"\s*,\s*(\w[^,]*),")

MAX_CLIMB = 12
"""Steps up the parse tree; deeper chains in press sentences are parse errors."""


def elsewhere(frame: Frame, start: int, end: int) -> bool:
    """Tell whether a phrase is a circumstance of another verb than the reporting one.

    « Le maire, arrêté lundi, a assuré que … »: the Monday belongs to the arrest. Verbs that bring
    in the occasion (« interrogé lundi », « publiée lundi ») count as the reporting verb. Where the
    parser hangs the phrase into the quoted words it is not believed, and position decides.
    """
    if _in_apposition(frame, start):
        return True
    governor = _governor(frame, start, end)
    if governor is not None and _serves(frame, governor):
        return False
    if governor is not None and not _is_said(frame, governor) and _first(frame, governor) < start:
        return True
    return verb_between(frame, start, end)


def finite(token: Token) -> bool:
    """Tell whether a token is a conjugated verb."""
    return token.pos_ in VERBAL and "Fin" in token.morph.get("VerbForm", [])


def cue_root(frame: Frame) -> Token | None:
    """Return the head word of the reporting expression."""
    if frame.cue is None:
        return None
    tokens = frame.tokens(frame.cue.start, frame.cue.end)
    verbs = [t for t in tokens if t.pos_ == "VERB"] or [t for t in tokens if t.pos_ == "AUX"]
    found = verbs or tokens
    return found[-1] if found else None


def _governor(frame: Frame, start: int, end: int) -> Token | None:
    tokens = frame.tokens(start, end)
    inside = {t.i for t in tokens}
    token = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)
    for _ in range(MAX_CLIMB):
        if token is None or token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ in VERBAL and token.i not in inside:
            return token
    return None


def _serves(frame: Frame, governor: Token) -> bool:
    """Tell whether the verb is the reporting one, stands over it, or brings in its occasion."""
    if governor.lemma_.lower() in _occasion_verbs(frame):
        return True
    root = cue_root(frame)
    if root is None or frame.cue is None:
        return False
    if frame.cue.start <= _first(frame, governor) < frame.cue.end:
        return True
    if governor.i == root.i or (governor.pos_ == "AUX" and governor.head.i == root.i):
        return True
    return _accompanies(root) and governor.is_ancestor(root)


def _accompanies(root: Token) -> bool:
    """Tell whether the cue goes with another verb at one time: « a adouci son ton, déclarant »."""
    present = "Pres" in root.morph.get("Tense", []) and "Part" in root.morph.get("VerbForm", [])
    return present or "Ger" in root.morph.get("VerbForm", []) or root.dep_ == "conj"


def _in_apposition(frame: Frame, start: int) -> bool:
    """Tell whether a place lies in what describes the source: « X, élu lundi, a affirmé … ».

    What follows the source's comma with a preposition (« X, lors d'une visite, a affirmé … ») or a
    verb that brings in the occasion (« X, interrogé lundi, … ») is about the saying.
    """
    source = frame.quotation.source
    if source is None or frame.cue is None or not source.end <= start < frame.cue.start:
        return False
    between = frame.text[source.end - frame.start : frame.cue.start - frame.start]
    match = _APPOSITION.match(between)
    if match is None or start - source.end >= match.end():
        return False
    opening = frame.tokens(source.end + match.start(1), source.end + match.start(1) + 1)
    words = _occasion_verbs(frame)
    return (
        bool(opening) and opening[0].pos_ in DESCRIBING and opening[0].lemma_.lower() not in words
    )


def verb_between(frame: Frame, start: int, end: int) -> bool:
    """Tell whether another conjugated verb stands between a stretch and the reporting word."""
    if frame.cue is None:
        return False
    left, right = min(end, frame.cue.end), max(start, frame.cue.start)
    if left >= right:
        return False
    cue = range(frame.cue.start, frame.cue.end)
    root = cue_root(frame)
    verbal = root is not None and root.pos_ in VERBAL
    return any(
        (finite(t) if verbal else t.pos_ in VERBAL)
        and not _is_said(frame, t)
        and _first(frame, t) not in cue
        and t.lemma_.lower() not in _occasion_verbs(frame)
        for t in frame.tokens(left, right)
    )


def _occasion_verbs(frame: Frame) -> frozenset[str]:
    return lexicon.words(frame.block.doc.lang_, "channels", "verbs.occasion")


def _is_said(frame: Frame, token: Token) -> bool:
    at = _first(frame, token) - frame.start
    return not 0 <= at < len(frame.text) or frame.text[at] == SAID


def _first(frame: Frame, token: Token) -> int:
    return frame.block.first(token)
