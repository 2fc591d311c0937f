"""Reads who passed words on: Frame and time expressions in, the medium or agency named out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from recoupe import lexicon
from recoupe.extract import circumstances_patterns as patterns
from recoupe.extract.circumstances_frame import CUE, SAID, Frame, lower
from recoupe.extract.circumstances_outlets import is_medium, known_as
from recoupe.extract.circumstances_phrase import (
    TIME,
    Channel,
    bare_name,
    channel_of,
    named,
    phrase_end,
    read_phrase,
    without_times,
)
from recoupe.records import Quotation, TimeExpression


def relay(frame: Frame, times: Sequence[TimeExpression]) -> Channel | None:
    """Return who passed the words on: « selon l'agence X », « a rapporté X », « cité par X »."""
    if frame.cue is None:
        return None
    text = without_times(frame, times)
    hits = patterns.starts(frame.block.doc.lang_, text)
    for pattern in patterns.relays(frame.block.doc.lang_):
        for at in hits:
            found = read_phrase(frame, text, pattern, at)
            if not found or _is_source(frame, found) or not _is_name(frame, found):
                continue
            if pattern.kind != "any" or _follows_statement(frame, text, at):
                return found
    return _relaying_verb(frame, text)


def medium_in(quotation: Quotation, language: str) -> Channel | None:
    """Return the medium a quotation has as its source (« Selon l'agence X, … »), if it has one."""
    source = quotation.source
    if source is None:
        return None
    low = lower(source.text)
    heads = lexicon.words(language, "channels", "media.heads")
    if not is_medium(source.text, language) and not heads & set(re.findall(r"\w+", low)):
        return None
    told = bare_name(known_as(source.text, language), language, source.text)
    return Channel(told, low, source.start, source.end)


def _is_source(frame: Frame, found: Channel) -> bool:
    source = frame.quotation.source
    return source is not None and found.start < source.end and source.start < found.end


def _follows_statement(frame: Frame, text: str, at: int) -> bool:
    """Tell whether « cité par X » hangs on the statement, not on a noun of it."""
    source, before = frame.quotation.source, text[:at].rstrip()
    if not before or before[-1] in f'{SAID}{CUE},;:(«»"“”–—':
        return True
    return source is not None and source.end == frame.start + len(before)


def _is_name(frame: Frame, found: Channel) -> bool:
    """Tell whether what passed words on has a name: « repris par la foule » has none."""
    heads = lexicon.words(frame.block.doc.lang_, "channels", "media.heads")
    return found.text != found.text.lower() or bool(heads & set(found.text.lower().split()))


def _relaying_verb(frame: Frame, text: str) -> Channel | None:
    """Read « a rapporté l'agence X », « indique X »: a relaying verb that is not the cue."""
    lemmas = lexicon.words(frame.block.doc.lang_, "channels", "verbs.relaying")
    strings, base = frame.block.doc.vocab.strings, frame.start - frame.block.start
    first, last = bisect_left(frame.offsets, base), bisect_left(frame.offsets, base + len(text))
    found = frame.block.doc.to_array(["LEMMA", "IDX", "LENGTH"])[first:last].tolist()
    for lemma, at, length in found:
        if strings[lemma] in lemmas and text[at - base] not in {SAID, CUE, TIME}:
            medium = _subject(frame, text, at - base + length)
            if medium and not _is_source(frame, medium):
                return medium
    return None


def _subject(frame: Frame, text: str, at: int) -> Channel | None:
    language = frame.block.doc.lang_
    match = patterns.subject(language).match(text, at)
    if match is None:
        return None
    if match["head"]:
        return channel_of(frame, match, match.start("np"), phrase_end(frame, text, match))
    return named(frame, match)
