"""Reads one phrase that may name a channel: Frame, masked text and pattern in, Channel out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from recoupe import lexicon
from recoupe.extract import circumstances_patterns as patterns
from recoupe.extract.circumstances_frame import CUE, SAID, Frame
from recoupe.extract.circumstances_govern import cue_root, finite
from recoupe.extract.circumstances_outlets import is_medium, known_as, name_at
from recoupe.extract.circumstances_patterns import Pattern
from recoupe.records import TimeExpression

TIME = "\x02"
"""Stands for each character of a time expression: no channel runs over one."""

MAX_WORDS = 14
"""Words of a channel; a longer phrase has run into the rest of the sentence."""

_LIMIT = re.compile(rf"[,;:()«»\"“”\n{SAID}{CUE}{TIME}]|\s[–—-]\s|[!?…]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as the text names it; ``noun`` is its head word, ``definite`` one named before.

    ``beside`` marks what was said next to a meeting, not in it (« en marge du sommet »).
    """

    text: str
    noun: str
    start: int
    end: int
    definite: bool = False
    beside: bool = False


def without_times(frame: Frame, times: Sequence[TimeExpression]) -> str:
    """Return the frame's text with its time expressions masked.

    An hour that is part of a name stays: « le journal de 20 heures ».
    """
    text, trailing = frame.text, patterns.trailing(frame.block.doc.lang_)
    for time in times:
        a, b = max(time.span.start - frame.start, 0), min(time.span.end - frame.start, len(text))
        if a < b and not (time.type == "TIME" and trailing.search(text, 0, a)):
            text = text[:a] + TIME * (b - a) + text[b:]
    return text


def read_phrase(frame: Frame, text: str, pattern: Pattern, at: int) -> Channel | None:
    """Read one pattern at one place of the frame's text, ``None`` where it does not fit."""
    match = pattern.regex.match(text, at)
    if match is None or (pattern.kind in {"medium", "audience"} and _blames(frame)):
        return None
    if pattern.kind == "name":
        return named(frame, match)
    if not pattern.extends:
        return channel_of(frame, match, _set_start(match, frame.block.doc.lang_), match.end("np"))
    end = phrase_end(frame, text, match)
    if patterns.kept(frame.block.doc.lang_).match(text, at):
        beside = channel_of(frame, match, at, end)
        return beside and replace(beside, beside=True)
    return channel_of(frame, match, match.start("np"), end)


def _set_start(match: re.Match[str], language: str) -> int:
    """Return where a set phrase's channel begins: « par téléphone » tells "téléphone"."""
    opening = patterns.set_opening(language).match(match["np"])
    return match.start("np") + (opening.end() if opening else 0)


def channel_of(frame: Frame, match: re.Match[str], start: int, end: int) -> Channel | None:
    """Make the channel that stands between two offsets of the frame."""
    language = frame.block.doc.lang_
    raw = frame.raw[frame.start - frame.block.start :][start:end]
    bare = bare_name(raw, language)
    if not bare:
        return None
    first = re.match(r"\w+'?", match["np"])
    taking_up = lexicon.words(language, "channels", "grammar.taking_up")
    alone = len(bare.split()) <= len(match["noun"].split()) + 1
    definite = alone and first is not None and first[0] in taking_up
    return Channel(bare, match["noun"], frame.start + start, frame.start + end, definite)


def bare_name(text: str, language: str, as_found: str | None = None) -> str:
    """Leave out the determiner and squeeze the white space: a channel is told in short words.

    A name that a list gives (other than ``as_found`` in the text) keeps its article: « Le Phare ».
    """
    if as_found is not None and text != as_found:
        return text
    opening = patterns.opening_determiner(language).match(text)
    return " ".join(text[opening.end() if opening else 0 :].split())


def named(frame: Frame, match: re.Match[str]) -> Channel | None:
    """Read a name without a noun before it: listed, or a medium's by its words or capitals."""
    language, base = frame.block.doc.lang_, frame.start - frame.block.start
    name = name_at(frame.raw, base + match.start("np"), language)
    if name is None or not is_medium(name, language, bare=match["prep"] in _bare_leads(language)):
        return None
    start = frame.start + match.start("np")
    told = bare_name(known_as(name, language), language, name)
    return Channel(told, match["noun"], start, start + len(name))


def _bare_leads(language: str) -> frozenset[str]:
    """Return the words after which a bare acronym is a medium: « a dit à RTL »."""
    forms = lexicon.words(language, "channels", "media.bare_prepositions")
    return frozenset(w.replace("{cue}", CUE) for w in forms)


def _blames(frame: Frame) -> bool:
    root = cue_root(frame)
    return root is not None and root.lemma_.lower() in lexicon.words(
        frame.block.doc.lang_, "channels", "verbs.target"
    )


def phrase_end(frame: Frame, text: str, match: re.Match[str]) -> int:
    """Return where a channel's phrase ends: before a mark, a stop word, a verb or the source."""
    start, noun_end, language = match.start("np"), match.end("np"), frame.block.doc.lang_
    end = _mark_after(text, noun_end, language)
    end = _stop_before(frame, text, noun_end, end)
    end = min(end, _source_start(frame, text, noun_end))
    end = min([end, *_verbs(frame, noun_end, end)])
    words = list(re.finditer(r"\S+", text[start:end]))
    if len(words) > MAX_WORDS:
        end = start + words[MAX_WORDS - 1].end()
    closing = patterns.trailing(language).search(text, noun_end, end)
    return closing.start() if closing else end


def _verbs(frame: Frame, start: int, end: int) -> list[int]:
    """Return where conjugated verbs begin between two offsets of the frame."""
    if start >= end:
        return []
    tokens = frame.tokens(frame.start + start, frame.start + end)
    verbs = [frame.block.first(t) - frame.start for t in tokens if finite(t)]
    return [at for at in verbs if at >= start]


def _stop_before(frame: Frame, text: str, start: int, end: int) -> int:
    """Return where the first stop word begins; an "and" inside a name (« Sel et Vent ») is none."""
    language = frame.block.doc.lang_
    raw = frame.raw[frame.start - frame.block.start :]
    joining = lexicon.words(language, "channels", "grammar.joining")
    for stop in patterns.stops(language).finditer(text, start, end):
        before, after = raw[: stop.start()].split(" ")[-2:-1], raw[stop.end() + 1 : stop.end() + 2]
        if stop[0] in joining and before and before[0][:1].isupper() and after.isupper():
            continue
        return stop.start()
    return end


def _mark_after(text: str, at: int, language: str) -> int:
    short = lexicon.words(language, "channels", "grammar.abbreviations")
    for limit in _LIMIT.finditer(text, at):
        word = re.search(r"\w+$", text[max(limit.start() - 8, 0) : limit.start()])
        if limit[0] != "." or not word or (word[0] not in short and len(word[0]) > 1):
            return limit.start()
    return len(text)


def _source_start(frame: Frame, text: str, after: int) -> int:
    """Return where the source begins if it is a subject beside the cue, no part of the channel."""
    source = frame.quotation.source
    if source is None or source.start - frame.start < after:
        return len(text)
    before = text[after : source.start - frame.start].rstrip()
    inside = before and patterns.trailing(frame.block.doc.lang_).search(before)
    return len(text) if inside else source.start - frame.start
