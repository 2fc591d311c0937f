"""Finds the time expressions of an article: zones of text in, records with offsets out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from recoupe import ids, lexicon
from recoupe.extract.times import days, grammar, parts, spans, tokens, units, values
from recoupe.extract.times.fuse import fuse
from recoupe.extract.times.grammar import Found, Grammar
from recoupe.extract.times.lexemes import Token
from recoupe.extract.times.moment import Moment, Outcome, TimeReading
from recoupe.records import READ_ZONES, Article, Published, Said, Span, TimeExpression

Reckon = Callable[[Found, Moment], Outcome | None]

RECKONINGS: dict[str, Reckon] = {
    "day_month": days.day_month,
    "numeric": days.numeric,
    "weekday": days.weekday,
    "weekday_number": days.weekday_number,
    "day_of_month": days.day_of_month,
    "deictic": days.deictic,
    "anchored": days.anchored,
    "nth_weekday": parts.nth_weekday,
    "nth_week": parts.nth_week,
    "week_number": parts.week_number,
    "week_of": parts.week_of,
    "bare_day": parts.bare_day,
    "rest": parts.rest,
    "hour": days.hour,
    "hours": days.hours,
    "day_range": spans.day_range,
    "month_range": spans.month_range,
    "year_range": spans.year_range,
    "weekday_range": spans.weekday_range,
    "window": spans.window,
    "unit": units.unit,
    "month": units.month,
    "year": units.year,
    "year_month": units.year_month,
    "season": units.season,
    "ordinal_unit": units.ordinal_unit,
    "decade": units.decade,
    "century": units.century,
    "duration": units.duration,
    "open_duration": units.open_duration,
    "clock_duration": units.clock_duration,
    "ago": units.ago,
    "every": units.every,
    "vague": units.vague,
}
"""What the ``make`` of a rule may ask for; ``none`` takes the words and gives nothing."""

_SENTENCE_END = re.compile(r"[^\W\d_]{3}[»”\"')\]]*[.!?…]|\n|\d[.!?…]\s")
"""A stop that ends a sentence: after a word of three letters or a number, not after « M. »."""
_NEXT_WORD = re.compile(r"\s{0,2}([^\W\d_]+'?|[%€$£°])")
FAR = 400
"""Characters after which an earlier date is no longer looked for in the same sentence."""


@dataclass(slots=True)
class _Anchor:
    """The last full day the text named, and where it was named."""

    day: date | None = None
    end: int = -1
    month: date | None = None
    year: date | None = None
    year_end: int = -1


def find_times(
    article: Article, quoted: Sequence[tuple[Span, Said]] = ()
) -> tuple[TimeExpression, ...]:
    """Return every time expression of the zones that are read, in order, none overlapping.

    Words count from the publication (its day, or what its interval allows). ``quoted`` holds words
    between quotation marks with the day they were said: inside, they count from that day.
    """
    anchor = _Anchor()
    found: list[TimeExpression] = []
    quotes = sorted(quoted, key=lambda pair: pair[0].end - pair[0].start)
    usual = _usual(article.published, article.language)
    for zone in sorted(article.zones, key=lambda z: z.start):
        if zone.kind not in READ_ZONES:
            continue
        moments = _Moments(usual, quotes, zone.start, article.language)
        for reading in _read(article.text[zone.start : zone.end], moments, anchor):
            start, end = reading.span.start + zone.start, reading.span.end + zone.start
            found.append(
                TimeExpression(
                    id=ids.make_id("time", article.id, start, end),
                    article=article.id,
                    span=Span.of(article.text, start, end),
                    type=reading.type,
                    value=reading.value,
                    basis=reading.basis,
                    mod=reading.mod,
                )
            )
        anchor.end = anchor.year_end = -1
    return tuple(found)


def resolve(text: str, reference: date | None, language: str) -> list[TimeReading]:
    """Return the time expressions of one string, counted from ``reference``."""
    published = Published(reference.isoformat() if reference else None, "none")
    return list(_read(text, _Moments(_usual(published, language), (), 0, language), _Anchor()))


@dataclass(frozen=True, slots=True)
class _Moments:
    """Knows which dates are in force at each offset of a zone."""

    usual: tuple[Moment, ...]
    quotes: Sequence[tuple[Span, Said]]
    offset: int
    language: str

    def at(self, start: int) -> tuple[Moment, ...]:
        """Return the moment at an offset: one, or two where only an interval is known."""
        for span, said in self.quotes:
            if span.start <= start + self.offset < span.end:
                day = values.full_day(said.value)
                if day:
                    usual = self.usual[0]
                    return (replace(usual, reference=day, named=f"the day it was said, {day}"),)
        return self.usual


def _usual(published: Published, language: str) -> tuple[Moment, ...]:
    """Return the moment of publication, or the two ends of what it may be."""
    month_first = bool(_settings(language).get("month_first", False))
    day = values.full_day(published.value)
    if day:
        return (Moment(day, f"publication {day}", month_first=month_first),)
    ends = [values.full_day(bound) for bound in (published.earliest, published.latest)]
    if None in ends:
        return (Moment(None, "", month_first=month_first),)
    named = f"publication between {published.earliest} and {published.latest}"
    return tuple(Moment(end, named, month_first=month_first) for end in ends)


def _settings(language: str) -> dict[str, Any]:
    settings: dict[str, Any] = lexicon.table(language, "times").get("settings", {})
    return settings


def _read(text: str, moments: _Moments, anchor: _Anchor) -> Iterator[TimeReading]:
    """Yield the expressions of a text, two dates that make a range as one."""
    pairs = _settings(moments.language).get("range_pairs", {})
    return fuse(text, _single(text, moments, anchor), pairs)


def _single(text: str, moments: _Moments, anchor: _Anchor) -> Iterator[TimeReading]:
    """Walk over the runs of a text and yield the longest reading at each place."""
    rules = grammar.grammar(moments.language)
    plain_words = lexicon.words(moments.language, "times", "settings.after_year")
    for run in tokens.runs(text, rules.words):
        yield from _read_run(text, run, rules, moments, anchor, plain_words)


def _read_run(
    text: str,
    run: list[Token],
    rules: Grammar,
    moments: _Moments,
    anchor: _Anchor,
    plain_words: frozenset[str],
) -> Iterator[TimeReading]:
    symbols = "".join([token.symbol for token in run])
    if not rules.trigger.search(symbols):
        return
    here = 0
    readings = rules.readings(symbols)
    while here < len(run):
        step = 1
        for reading in readings[here]:
            if reading.rule.make == "none":
                step = reading.end - here
                break
            start, end = run[here].start, run[reading.end - 1].end
            outcome = _outcome(
                text, (start, end), grammar.found(reading, run), moments, anchor, plain_words
            )
            if outcome:
                _advance(anchor, outcome, end)
                span = Span.of(text, start, end)
                yield TimeReading(span, outcome.type, outcome.value, outcome.basis, outcome.mod)
                step = reading.end - here
                break
        here += step


def _outcome(
    text: str,
    place: tuple[int, int],
    found: Found,
    moments: _Moments,
    anchor: _Anchor,
    plain_words: frozenset[str],
) -> Outcome | None:
    """Reckon one reading; under an interval, keep only what both its ends agree on."""
    start, end = place
    near = line = None
    if 0 <= anchor.end <= start <= anchor.end + FAR and "\n" not in text[anchor.end : start]:
        line = anchor.day
        near = None if _SENTENCE_END.search(text, anchor.end, start) else line
    following = _NEXT_WORD.match(text, end)
    word = following.group(1).lower() if following else ""
    after = "" if word in plain_words else word
    reckon = RECKONINGS[found.rule.make]
    ends = [
        replace(
            moment,
            anchor=anchor.day,
            near=near,
            line=line,
            after=after,
            month=anchor.month,
            year=anchor.year,
        )
        for moment in moments.at(start)
    ]
    made = [reckon(found, moment) for moment in ends]
    if len(made) == 1 or len({outcome and outcome.value for outcome in made}) == 1:
        return made[0]
    return reckon(found, _between(ends, _year_named(text, anchor, start)))


def _between(ends: Sequence[Moment], year: int | None) -> Moment:
    """Return what is left where the ends of an interval disagree: at most the year they share."""
    years = {moment.reference.year for moment in ends if moment.reference}
    running = years.pop() if len(years) == 1 else None
    named = running is not None and running == year
    return replace(ends[0], reference=None, named="", running=running, running_named=named)


def _year_named(text: str, anchor: _Anchor, start: int) -> int | None:
    """Return the last year that the paragraph has named before ``start``, if it has."""
    before = text[anchor.year_end : start] if 0 <= anchor.year_end <= start else "\n"
    return anchor.year.year if anchor.year and "\n" not in before else None


def _advance(anchor: _Anchor, outcome: Outcome, end: int) -> None:
    """Remember the day, month or year an expression names: later words may count from it."""
    if outcome.type not in {"DATE", "TIME"} or "/" in outcome.value:
        return
    day = values.full_day(outcome.value)
    if day:
        anchor.day, anchor.end = day, end
    first = day or values.full_day(f"{outcome.value}-01")
    anchor.month = first or anchor.month
    year = first or values.full_day(f"{outcome.value}-01-01")
    if year:
        anchor.year, anchor.year_end = year, end
