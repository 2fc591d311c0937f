"""Reads how something was said: Frame and time expressions in, the channel named out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from recoupe.extract import circumstances_patterns as patterns
from recoupe.extract.circumstances_frame import Frame, lower
from recoupe.extract.circumstances_govern import elsewhere, verb_between
from recoupe.extract.circumstances_phrase import (
    Channel,
    bare_name,
    channel_of,
    read_phrase,
    without_times,
)
from recoupe.records import TimeExpression

_WORD = re.compile(r"\w+")

DOCUMENT_BEFORE = 60
"""Characters before the source in which the document it wrote can be named."""


def channel(
    frame: Frame, times: Sequence[TimeExpression], rivals: Sequence[Frame] = ()
) -> Channel | None:
    """Return the channel the frame names for its reporting word, the most telling one first.

    ``rivals`` are the other reporting words of the sentence, which take what stands nearer to them.
    """
    text = without_times(frame, times)
    found = (c for c in _all(frame, text) if not frame.taken(c.start, c.end, rivals))
    first = next(found, None)
    if first is None:
        return _document(frame)
    if first.beside:
        other = next((c for c in found if c.end <= first.start or first.end <= c.start), None)
        return replace(other, text=f"{other.text}, {first.text}") if other else first
    return first


def _all(frame: Frame, text: str) -> Iterator[Channel]:
    """Yield the channels a frame names, by the rank of their pattern."""
    hits = patterns.starts(frame.block.doc.lang_, text)
    for pattern in patterns.patterns(frame.block.doc.lang_):
        for at in hits:
            found = read_phrase(frame, text, pattern, at)
            if found and not elsewhere(frame, found.start, found.end):
                yield found


def _document(frame: Frame) -> Channel | None:
    """Read a document as the source: « selon un rapport de l'institut X ».

    « les documents montrent » names none: nothing is told of how it was said.
    """
    source, language = frame.quotation.source, frame.block.doc.lang_
    base = frame.block.start
    if source is None or source.end > frame.block.end or source.start < base:
        return None
    begin = max(source.start - base - DOCUMENT_BEFORE, 0)
    low, at = lower(frame.raw[begin : source.end - base]), source.start - base - begin
    if not patterns.document_nouns(language) & set(_WORD.findall(low)):
        return None
    for match in patterns.documents(language).finditer(low):
        between = low[match.end() : at]
        if between and not patterns.complement(language).fullmatch(between):
            continue
        stop = patterns.stops(language).search(low, match.end())
        raw = frame.raw[begin + match.start() : begin + (stop.start() if stop else len(low))]
        told = bare_name(raw, language).rstrip(" ,")
        if patterns.authored(language).search(lower(told)):
            return Channel(told, match["noun"], base + begin + match.start(), source.end)
    return None


def relative(frame: Frame) -> Iterator[Channel]:
    """Yield the channel a relative takes up: « une réunion au cours de laquelle X a exigé … »."""
    for match in patterns.relative(frame.block.doc.lang_).finditer(frame.text):
        start, end = frame.start + match.start("rel"), frame.start + match.end("rel")
        found = channel_of(frame, match, match.start("np"), match.end("np"))
        if found and not verb_between(frame, start, end):
            yield found
