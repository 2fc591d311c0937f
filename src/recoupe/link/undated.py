"""Dates pages that bear no date by dated pages that quote the same words: readings in, bounds out.

« …, a déclaré lundi la ministre », and another page quotes the same words of the minister on Monday
the 3rd of March: the page is of that week. The page's own words decide how far the interval goes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from recoupe.days import days
from recoupe.extract.circumstances import NO_DAY
from recoupe.extract.times import resolve
from recoupe.link.twins import same_speaker, same_words, surname
from recoupe.link.witness import QUOTED, Witness
from recoupe.records import Published, Quotation, Reading, Said, Span, TimeExpression

NEAR_PARAGRAPHS = 3
"""Paragraphs over which a month or a date named before still holds for words of the same speaker
that have no day of their own."""

LONGEST = 366
"""Days after the utterance within which a page can be dated by it: its words name no year."""

_PARTIAL = re.compile(r"XXXX-\d\d(-\d\d)?|XXXX-(WXX|XX)-\d{1,2}")
_YEARLY = re.compile(r"XXXX-\d\d(-\d\d)?")
_MONTH = re.compile(r"XXXX-(\d\d)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One quotation of an undated page that a dated page has too, on the same partial date.

    ``words`` are the time expression of the undated page (« lundi »), which the publication days
    from ``first`` to ``last`` make the ``day`` of the utterance; ``place`` names the dated page.
    """

    quotation: str
    words: Span
    day: date
    first: date
    last: date
    place: str


@dataclass(frozen=True, slots=True)
class Dating:
    """The bounds of an undated page with what they rest on, the strongest bound first."""

    published: Published
    evidence: tuple[Evidence, ...]


def date_bounds(readings: Iterable[Reading], witnesses: Iterable[Witness]) -> dict[str, Dating]:
    """Return, by article id, between which days each undated article was published, where known.

    ``readings`` are undated articles, read without a date. Twins whose day contradicts the page's
    own words count for nothing; a page whose twins contradict one another has no bounds.
    """
    known: defaultdict[str, list[Witness]] = defaultdict(list)
    for witness in witnesses:
        known[surname(witness.quotation.speaker_name or "")].append(witness)
    datings = ((r.article.id, _dating(r, list(_evidence(r, known)))) for r in readings)
    return {article: dating for article, dating in datings if dating}


def namesakes(quotations: Iterable[Quotation], names: Iterable[str]) -> frozenset[str]:
    """Return those of the names that can be those of the speakers of some quotations."""
    wanted = {surname(q.speaker_name or "") for q in quotations}
    return frozenset(name for name in names if surname(name) in wanted)


def concerned(quotations: Iterable[Quotation], witnesses: Iterable[Witness]) -> frozenset[str]:
    """Return the articles some of whose words stand in the witnesses: only they can change."""
    known: defaultdict[str, list[Witness]] = defaultdict(list)
    for witness in witnesses:
        known[surname(witness.quotation.speaker_name or "")].append(witness)
    return frozenset(q.article for q in quotations if _twins(q, known))


def _dating(reading: Reading, evidence: Sequence[Evidence]) -> Dating | None:
    """Return what all evidence allows together."""
    if not evidence:
        return None
    first, last = max(e.first for e in evidence), min(e.last for e in evidence)
    first = _after_what_is_done(reading, first, last)
    if first > last:
        return None
    bounds = Published(None, "other pages", None, first.isoformat(), last.isoformat())
    ordered = sorted(evidence, key=lambda e: (e.last - e.first, e.words.start, e.place))
    return Dating(bounds, tuple(ordered))


def _after_what_is_done(reading: Reading, first: date, last: date) -> date:
    """Return the first day on which what the page tells as done can have been done.

    « Ce printemps, la ville a signé … » is written when that spring has begun, not in February.
    """
    done = [e for e in reading.events if e.status == "done" and e.date and "X" in e.date]
    for words in reading.times:
        if any(e.date == words.value and _one_line(reading, e.trigger, words.span) for e in done):
            language = reading.article.language
            while first <= last and not _begun(words.span.text, first, language):
                first += timedelta(1)
    return first


def _one_line(reading: Reading, one: Span, other: Span) -> bool:
    start, end = min(one.start, other.start), max(one.end, other.end)
    return "\n" not in reading.article.text[start:end]


@lru_cache(10_000)
def _begun(words: str, published: date, language: str) -> bool:
    """Tell whether the time that some words mean has begun on a day, or means no certain time.

    >>> [_begun("ce printemps", date(2031, month, 20), "fr") for month in (2, 4)]
    [False, True]
    """
    known = [span for r in resolve(words, published, language) if (span := days(r.value))]
    return not known or any(span[0] <= published for span in known)


def _evidence(reading: Reading, known: dict[str, list[Witness]]) -> Iterator[Evidence]:
    for quotation in reading.quotations:
        if quotation.kind not in QUOTED or quotation.parent:
            continue
        words = _partial_date(reading, quotation)
        twins = _twins(quotation, known) if words else []
        told = {t.quotation.said.value or "" for t in twins}
        if words is None or len(told) != 1:
            continue
        day = date.fromisoformat(told.pop())
        bounds = _publication(reading, words, day)
        if bounds:
            place = min(t.place for t in twins)
            yield Evidence(quotation.id, words.span, day, *bounds, place)


def _twins(quotation: Quotation, known: dict[str, list[Witness]]) -> list[Witness]:
    name = quotation.speaker_name
    return [
        w
        for w in known.get(surname(name or ""), ())
        if same_speaker(name, w.quotation.speaker_name) and same_words(quotation, w.quotation)
    ]


def _partial_date(reading: Reading, quotation: Quotation) -> TimeExpression | None:
    """Return the words that date a quotation without a year: its own, or those it goes on from."""
    said = quotation.said
    if said.value:
        return _words(reading, quotation) if _PARTIAL.fullmatch(said.value) else None
    if said.basis != NO_DAY:
        return None
    before = [q for q in reading.quotations if _leads_to(q, quotation, reading.article.text)]
    return _words(reading, max(before, key=_start)) if before else None


def _leads_to(earlier: Quotation, later: Quotation, text: str) -> bool:
    """Tell whether a statement just before gives a month or a date that holds for a later one.

    « Elle avait présenté le projet en mars. … "Nous rendrons le port", avait-elle dit. » Not for a
    bare weekday: one in seven is right by chance.
    """
    first, last = _start(earlier), _start(later)
    if first >= last or earlier.parent or not _YEARLY.fullmatch(earlier.said.value or ""):
        return False
    if earlier.speaker_name and not same_speaker(earlier.speaker_name, later.speaker_name):
        return False
    between = [line for line in text[first:last].split("\n") if line.strip()]
    return len(between) <= NEAR_PARAGRAPHS + 1


def _start(quotation: Quotation) -> int:
    return quotation.content[0].start


def _words(reading: Reading, quotation: Quotation) -> TimeExpression | None:
    """Return the time expression from which the day of a quotation was read."""
    said = quotation.said
    fitting = [
        t
        for t in reading.times
        if t.value.split("T")[0] == said.value and f'"{t.span.text}"' in said.basis
    ]
    return min(fitting, key=lambda t: abs(t.span.start - _start(quotation)), default=None)


def _publication(reading: Reading, words: TimeExpression, day: date) -> tuple[date, date] | None:
    """Return the first and last day on which a page can call the day of the utterance so.

    ``None`` where it never can (« mardi » for a Monday), or where the words set no end: a month
    without a year does only beside « cette année », which ends with the year.
    """
    month = _MONTH.fullmatch(words.value)
    if month is None:
        return _days_that_fit(words.span.text, day, reading.article.language)
    if int(month[1]) != day.month or not _this_year(reading, words):
        return None
    return day, date(day.year, 12, 31)


@lru_cache(10_000)
def _days_that_fit(words: str, day: date, language: str) -> tuple[date, date] | None:
    """Ask the grammar from which days on, and until when, the words mean the day.

    >>> _days_that_fit("lundi dernier", date(2031, 3, 3), "fr")
    (datetime.date(2031, 3, 4), datetime.date(2031, 3, 10))
    """
    wanted = day.isoformat()
    found = [
        published
        for published in (day + timedelta(days=k) for k in range(LONGEST + 1))
        if any(r.value.split("T")[0] == wanted for r in resolve(words, published, language))
    ]
    if not found or (found[-1] - found[0]).days != len(found) - 1:
        return None
    return found[0], found[-1]


def _this_year(reading: Reading, words: TimeExpression) -> bool:
    """Tell whether the paragraph names the year of its publication: « plus tôt cette année »."""
    text, language = reading.article.text, reading.article.language
    start = text.rfind("\n", 0, words.span.start) + 1
    end = text.find("\n", words.span.end)
    return any(
        t.value == "XXXX" and _runs(t.span.text, language)
        for t in reading.times
        if start <= t.span.start and (end < 0 or t.span.end <= end)
    )


def _runs(words: str, language: str) -> bool:
    """Tell whether words mean the year they are written in, whichever it is."""
    return all(
        [r.value for r in resolve(words, date(year, 7, 1), language)] == [str(year)]
        for year in (2001, 2002)
    )


def explain(fresh: Reading, bare: Reading, dating: Dating) -> Reading:
    """Say in each day that the bounds brought where they come from.

    ``bare`` is the article as it was read without a date, ``fresh`` with its bounds. A quotation
    that is evidence itself and has no day of its own gets the one its page names before it.
    """
    before = {q.id: q.said.value for q in bare.quotations}
    places = sorted({e.place for e in dating.evidence})
    note = f"the page is dated by the same words in {', '.join(places)}"
    own = {e.quotation: e.words for e in dating.evidence}
    values = {t.span: t.value.split("T")[0] for t in fresh.times}
    return replace(
        fresh,
        quotations=tuple(
            replace(q, said=_explained(q.said, own.get(q.id), values, note))
            if q.said.value is None or q.said.value != before.get(q.id)
            else q
            for q in fresh.quotations
        ),
    )


def _explained(said: Said, words: Span | None, values: dict[Span, str], note: str) -> Said:
    if said.value:
        return Said(said.value, f"{said.basis}; {note}")
    value = values.get(words) if words else None
    if words is None or value is None:
        return said
    return Said(value, f'same speaker as the words of "{words.text}"; {note}')
