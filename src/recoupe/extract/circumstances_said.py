"""Reads the day from the words around a quotation: Frame and time expressions in, a Day out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from spacy.tokens import Token

from recoupe import lexicon
from recoupe.extract.circumstances_frame import SAID, Frame, lower
from recoupe.extract.circumstances_govern import cue_root, elsewhere, finite
from recoupe.extract.syntax import VERBAL
from recoupe.records import Published, TimeExpression

_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_DAY = re.compile(
    r"(\d{4}|XXXX)(-(\d\d|XX|W\d\d|WXX|SP|SU|FA|WI|AU|Q\d|S\d|H\d))?(-(\d{1,2}|XX))?$"
)
_UNKNOWN = re.compile(r"XXXX-(WXX|XX)(-XX|-WE)?$")
_KNOWN = re.compile(r"\d|SP|SU|FA|WI|AU")
_ISO = re.compile(r"\d{4}(-\d\d){0,2}$")

_WEEKDAY = re.compile(r"-WXX-\d$")

CURRENT = timedelta(days=31)
"""How long an occasion stays the news of the day; older ones are told as background. On the 90
Wikinews gold articles the days that later statements shared lay within three weeks."""

EDGE = 2
"""Characters (a space, a mark) between a cue and the content that begins with a day."""

WORDS_BEFORE = 40
"""Characters looked at before a time expression for the preposition that governs it."""


STATED = "day stated:"
"""The basis of a day that the sentence of the reporting word gives."""

UNRESOLVED = "no date to reckon from:"
"""The basis of a day that only a date of publication could resolve."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day something was said on, the words that tell it, and how they do.

    ``value`` is ``None`` where the words name a day that cannot be known (« la semaine dernière »
    on a page without a date). A ``background`` day lies so far back, or is so vague, that what the
    speaker says elsewhere in the article cannot be taken for the same occasion.
    """

    value: str | None
    words: str
    how: str = STATED
    background: bool = False


def day(value: str, published: Published) -> str | None:
    """Turn a TIMEX3 value into the day, interval or partial date something was said on.

    A week becomes its days, up to the publication when that falls into it; a clock time is dropped;
    ``None`` where the value names no date or one after the publication.

    >>> day("2025-W09", Published("2025-02-25", "printed"))
    '2025-02-24/2025-02-25'
    """
    value = "/".join(part.split("T")[0] for part in value.split("/"))
    printed = _date(published.value)
    week = _WEEK.match(value)
    if week:
        return _week(week, printed)
    parts = value.split("/")
    if not all(_DAY.match(p) for p in parts) or not _KNOWN.search(value) or _long(parts):
        return None
    if printed and _ISO.match(parts[0]) and parts[0] > printed.isoformat()[: len(parts[0])]:
        return None
    return value


def stated(
    frame: Frame, times: Sequence[TimeExpression], rivals: Sequence[Frame], published: Published
) -> Day | None:
    """Return the day the frame states for its reporting word, ``None`` where it states none.

    ``times`` are those of the frame; ``rivals`` the other reporting words of the same sentence,
    which take what stands nearer to them. A scene set at the head of the sentence serves all.
    """
    found: list[tuple[bool, int, Day]] = []
    for time in times:
        value = day(time.value, published) if time.type in {"DATE", "TIME"} else None
        open_week = _UNKNOWN.match(time.value) is not None
        if (
            (value or open_week)
            and usable(frame, time)
            and not frame.taken(time.span.start, time.span.end, rivals)
        ):
            how = STATED if value else UNRESOLVED
            gap = frame.gap(time.span.start, time.span.end)
            background = _background(value, published)
            found.append((value is None, gap, Day(value, time.span.text, how, background)))
    return min(found, key=lambda f: f[:2])[2] if found else None


def _background(value: str | None, published: Published) -> bool:
    first, printed = _date((value or "").split("/")[0]), _date(published.value)
    if first is None:
        return value is not None and not _WEEKDAY.search(value)
    return printed is not None and printed - first > CURRENT


def usable(frame: Frame, time: TimeExpression) -> bool:
    """Tell whether a time expression can date the reporting word at all."""
    span = time.span
    if not (frame.start <= span.start and span.end <= frame.end):
        return False
    if frame.masked(span.start, span.end) and not _swallowed(frame, time):
        return False
    if (
        time.mod in {"BEFORE", "AFTER"}
        or _bounded(frame, time)
        or frame.apart(span.start, span.end)
    ):
        return False
    return not elsewhere(frame, span.start, span.end)


def repeated(frame: Frame, times: Sequence[TimeExpression]) -> str | None:
    """Return the words that put the statement on several occasions or on none in particular."""
    for time in times:
        vague = time.type == "SET" or time.value == "PAST_REF"
        if vague and usable(frame, time) and " " in time.span.text:
            return time.span.text
    match = _repeated(frame.block.doc.lang_).search(frame.text)
    if match is None:
        return None
    return (
        None
        if elsewhere(frame, frame.start + match.start(), frame.start + match.end())
        else match[0]
    )


def earlier(frame: Frame) -> bool:
    """Tell whether the reporting verb is in the pluperfect or imperfect: another occasion."""
    root = cue_root(frame)
    if root is None or frame.cue is None or root.pos_ not in VERBAL:
        return False
    words = lexicon.words(frame.block.doc.lang_, "channels", "tense.earlier")
    cue = frame.tokens(frame.cue.start, frame.cue.end)
    forms = [t for t in (*cue, *(c for c in root.children if c.pos_ == "AUX")) if finite(t)]
    if not forms and "Part" in root.morph.get("VerbForm", []):
        forms = [t for t in _above(frame, root) if finite(t)]
    return any("Imp" in t.morph.get("Tense", []) or t.lower_ in words for t in forms)


def _above(frame: Frame, root: Token) -> list[Token]:
    """Return the verb a participle leans on, with its auxiliaries: « avait rejeté …, clamant »."""
    verb = next(iter(root.ancestors), root)
    at = frame.block.first(verb) - frame.start
    if not 0 <= at < len(frame.text) or frame.text[at] == SAID:
        return []
    return [verb, *(c for c in verb.children if c.pos_ == "AUX")]


def _long(parts: list[str]) -> bool:
    """Tell whether an interval is a term of office or the like, too long to have been a speech."""
    if len(parts) == 1:
        return False
    first, last = _date(parts[0]), _date(parts[-1])
    return first is None or last is None or last - first > CURRENT


def _week(week: re.Match[str], printed: date | None) -> str | None:
    first = date.fromisocalendar(int(week[1]), int(week[2]), 6 if week[3] else 1)
    last = first + timedelta(days=1 if week[3] else 6)
    if printed and printed < first:
        return None
    last = min(last, printed) if printed else last
    return first.isoformat() if first == last else f"{first}/{last}"


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _swallowed(frame: Frame, time: TimeExpression) -> bool:
    """Tell whether an indirect content wrongly holds the day of the saying, at its very edge.

    « a annoncé lundi une hausse »: it begins with the day. « a mis en cause l'arbitre, la semaine
    dernière »: a content without a verb ends with it, after a comma.
    """
    quotation, cue = frame.quotation, frame.quotation.cue
    if quotation.kind == "direct" or cue is None:
        return False
    first = quotation.content[0]
    if 0 <= time.span.start - first.start <= 1 and 0 < first.start - cue.end <= EDGE:
        return True
    last = next((c for c in quotation.content if c.start < time.span.start < c.end), None)
    if last is None or last.end - time.span.end > 0:
        return False
    before = last.text[: time.span.start - last.start].rstrip()
    verbs = any(finite(t) for t in frame.tokens(last.start, time.span.start))
    return before.endswith(",") and not verbs


def _bounded(frame: Frame, time: TimeExpression) -> bool:
    """Tell whether the words before make it a plan or a bound, or part of what something is called.

    « pour lundi » is a plan, « l'attentat de lundi » a name; « dans son entretien de lundi » dates
    the saying, since the entretien is where it was said.
    """
    language, text = frame.block.doc.lang_, frame.raw
    at, end = time.span.start - frame.block.start, time.span.end - frame.block.start
    head, inner = lower(text[max(at - WORDS_BEFORE, 0) : at]), lower(text[at:end])
    bound, complement, possessive = _relations(language)
    if bound.search(head) or bound.search(f" {inner.split(' ')[0]}"):
        return True
    named = complement.search(head) or complement.search(head + inner.split(" ")[0])
    named = named or possessive.match(text, end)
    return named is not None and named["noun"] not in _occasions(language)


@cache
def _relations(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Compile what ties a time to a bound before it, to a noun before it, to a noun after it."""
    bound, complement, article, possessive = (
        _any(lexicon.words(language, "channels", f"grammar.{name}"))
        for name in ("bounds", "complement", "articles", "possessives")
    )
    return (
        re.compile(rf"(?:^|\s){bound}(?:\s+{article})?\s*$"),
        re.compile(rf"(?P<noun>\w+)\s+{complement}(?:\s+{article})?\s*$"),
        re.compile(rf"{possessive}\s+(?:\w+\s+)?(?P<noun>\w+)"),
    )


def _any(words: frozenset[str]) -> str:
    found = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return f"(?:{found})" if found else "(?!)"


@cache
def _repeated(language: str) -> re.Pattern[str]:
    words = lexicon.words(language, "channels", "tense.repeated")
    return re.compile(rf"\b{_any(words)}\b")


@cache
def _occasions(language: str) -> frozenset[str]:
    names = ("speech.nouns", "gathering.nouns", "document.nouns")
    return frozenset(w.split()[-1] for n in names for w in lexicon.words(language, "channels", n))
