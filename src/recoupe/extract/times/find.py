"""Finds the time expressions of an article: zones of text in, records with offsets out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from recoupe import ids
from recoupe.extract.times import days, grammar, offsets, parts, spans, tokens, units
from recoupe.extract.times.context import (
    REMEMBERED,
    Anchor,
    Context,
    Quoted,
    agreed,
    between,
    settings,
    usual,
)
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
    "offset": offsets.offset,
    "clock_duration": units.clock_duration,
    "ago": units.ago,
    "every": units.every,
    "vague": units.vague,
}
"""What the ``make`` of a rule may ask for; ``none`` takes the words and gives nothing."""


def find_times(
    article: Article, quoted: Sequence[tuple[Span, Said]] = ()
) -> tuple[TimeExpression, ...]:
    """Return every time expression of the zones that are read, in order, none overlapping.

    Words count from the publication (its day, or what its interval allows). ``quoted`` holds words
    between quotation marks with the day they were said: inside, they count from that day.
    """
    anchor, said = Anchor(), Quoted(quoted)
    found: list[TimeExpression] = []
    moments = usual(article.published, article.language)
    for zone in sorted(article.zones, key=lambda z: z.start):
        if zone.kind not in READ_ZONES:
            continue
        text = article.text[zone.start : zone.end]
        for reading in _read(Context(text, article.language, moments, anchor, said, zone.start)):
            start, end = reading.span.start + zone.start, reading.span.end + zone.start
            found.append(
                TimeExpression(
                    id=ids.make_id("time", article.id, start, end),
                    article=article.id,
                    span=Span(start, end, reading.span.text),
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
    return list(_read(Context(text, language, usual(published, language), Anchor())))


def _read(context: Context) -> Iterator[TimeReading]:
    """Yield the expressions of a text, two dates that make a range as one."""
    pairs = settings(context.language).get("range_pairs", {})
    return fuse(context.text, _single(context), pairs)


def _single(context: Context) -> Iterator[TimeReading]:
    """Walk over the runs of a text and yield the longest reading at each place."""
    rules = grammar.grammar(context.language)
    for run in tokens.runs(context.text, rules.words):
        yield from _read_run(context, run, rules)


def _read_run(context: Context, run: list[Token], rules: Grammar) -> Iterator[TimeReading]:
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
            outcome = _outcome(context, start, end, grammar.found(reading, run))
            if outcome:
                context.anchor.advance(outcome, end)
                span = Span.of(context.text, start, end)
                yield TimeReading(span, outcome.type, outcome.value, outcome.basis, outcome.mod)
                step = reading.end - here
                break
        here += step


def _outcome(context: Context, start: int, end: int, found: Found) -> Outcome | None:
    """Reckon one reading; under an interval, keep only what both its ends agree on."""
    ends, made = context.moments(start, end, found)
    year = context.year_named(start) if len(ends) > 1 else None
    key = (found.rule, year, *found.values.items())
    if key in made:
        return made[key]
    reckon = RECKONINGS[found.rule.make]
    outcomes = [reckon(found, moment) for moment in ends]
    outcome = outcomes[0] if agreed(outcomes) else reckon(found, between(ends, year))
    if len(made) < REMEMBERED:
        made[key] = outcome
    return outcome
