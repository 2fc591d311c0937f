"""What the words of a zone count from: its text, its page's date and earlier dates in, moments out.

Built for one zone and asked from left to right, so that any page is read in time linear in its
length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import heappop, heappush
from typing import Any

from recoupe import lexicon
from recoupe.extract.times import values
from recoupe.extract.times.grammar import Found
from recoupe.extract.times.moment import Moment, Outcome
from recoupe.extract.times.tense import Clauses
from recoupe.records import Published, Said, Span

_SENTENCE_END = re.compile(r"[^\W\d_]{3}[»”\"')\]]*[.!?…]|\n|\d[.!?…]\s")
"""A stop that ends a sentence: after a word of three letters or a number, not after « M. »."""
_NEXT_WORD = re.compile(r"\s{0,2}([^\W\d_]+'?|[%€$£°])")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?\Z")
FAR = 400
"""Characters after which an earlier date is no longer looked for in the same sentence."""
LONGEST_PARAGRAPH = 5_000
"""Characters after which a year named is not taken for one of the same paragraph."""
TENSED = frozenset({"weekday", "weekday_range", "offset", "unit"})
"""Reckonings that ask whether the clause announces what is to come."""
REMEMBERED = 1_000
"""Situations remembered within a zone: hostile text goes to and fro between a few."""
SATURDAY = 6

Moments = tuple[Moment, ...]
Made = dict[tuple[object, ...], Outcome | None]


@dataclass(slots=True)
class Anchor:
    """The last full day, week, month and year the text named, and where it named the day."""

    day: date | None = None
    end: int = -1
    week: date | None = None
    weekend: date | None = None
    month: date | None = None
    year: date | None = None
    year_end: int = -1

    def advance(self, outcome: Outcome, end: int) -> None:
        """Remember the day, month or year an expression names: later words may count from it."""
        if outcome.type not in {"DATE", "TIME"} or "/" in outcome.value:
            return
        day = values.full_day(outcome.value)
        if day:
            self.day, self.end, self.week = day, end, day
            self.weekend = day if day.isoweekday() >= SATURDAY else self.weekend
        elif week := _WEEK.match(outcome.value):
            self._week(*week.groups())
        first = day or values.full_day(f"{outcome.value}-01")
        self.month = first or self.month
        year = first or values.full_day(f"{outcome.value}-01-01")
        if year:
            self.year, self.year_end = year, end

    def _week(self, year: str, week: str, weekend: str | None) -> None:
        first = date.fromisocalendar(int(year), int(week), SATURDAY if weekend else 1)
        self.week = first
        self.weekend = first if weekend else self.weekend


class Quoted:
    """Tells, asked from left to right, the day on which the words at a place were said."""

    def __init__(self, quoted: Iterable[tuple[Span, Said]]) -> None:
        dated = [(span, values.full_day(said.value)) for span, said in quoted]
        self._coming = sorted(
            ((s.start, s.end, day) for s, day in dated if day), key=lambda q: q[0], reverse=True
        )
        self._open: list[tuple[int, int, date]] = []

    def at(self, place: int) -> date | None:
        """Return the day of the shortest quotation that holds ``place``, if any does."""
        while self._coming and self._coming[-1][0] <= place:
            start, end, day = self._coming.pop()
            heappush(self._open, (end - start, end, day))
        while self._open and self._open[0][1] <= place:
            heappop(self._open)
        return self._open[0][2] if self._open else None


class Context:
    """Knows, while a zone is read from left to right, which dates are in force."""

    def __init__(
        self,
        text: str,
        language: str,
        usual: Moments,
        anchor: Anchor,
        quoted: Quoted | None = None,
        offset: int = 0,
    ) -> None:
        self.text = text
        self.language = language
        self.anchor = anchor
        self._usual = usual
        self._quoted = quoted
        self._offset = offset
        self._clauses = Clauses(text, language)
        self._plain_words = lexicon.words(language, "times", "settings.after_year")
        self._known: dict[tuple[object, ...], tuple[Moments, Made]] = {}

    def moments(self, start: int, end: int, found: Found) -> tuple[Moments, Made]:
        """Return the moment at a place (two where only an interval of publication is known).

        With it goes what was already reckoned under the very same circumstances.
        """
        anchor, line, near = self.anchor, None, None
        text, gap = self.text, start - anchor.end
        if anchor.end >= 0 and 0 <= gap <= FAR and "\n" not in text[anchor.end : start]:
            line = anchor.day
            near = None if _SENTENCE_END.search(text, anchor.end, start) else line
        coming = found.rule.make in TENSED and self._clauses.announce(start, end)
        said = self._quoted.at(start + self._offset) if self._quoted else None
        after = self._after(end)
        days = (anchor.day, anchor.week, anchor.weekend, anchor.month, anchor.year)
        key = (said, near, line, after, coming, *days)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            made = [
                replace(
                    moment,
                    anchor=anchor.day,
                    near=near,
                    line=line,
                    after=after,
                    coming=coming,
                    week=anchor.week,
                    weekend=anchor.weekend,
                    month=anchor.month,
                    year=anchor.year,
                )
                for moment in self._base(said)
            ]
            known = self._known[key] = (tuple(made), {})
        return known

    def _base(self, said: date | None) -> Moments:
        if said is None:
            return self._usual
        named = f"the day it was said, {said}"
        return (replace(self._usual[0], reference=said, named=named),)

    def _after(self, end: int) -> str:
        following = _NEXT_WORD.match(self.text, end)
        word = following.group(1).lower() if following else ""
        return "" if word in self._plain_words else word

    def year_named(self, start: int) -> int | None:
        """Return the last year that the paragraph has named before ``start``, if it has."""
        year, end = self.anchor.year, self.anchor.year_end
        if year is None or end < 0 or not 0 <= start - end <= LONGEST_PARAGRAPH:
            return None
        return None if "\n" in self.text[end:start] else year.year


def usual(published: Published, language: str) -> Moments:
    """Return the moment of publication, or the two ends of what it may be."""
    month_first = bool(settings(language).get("month_first", False))
    day = values.full_day(published.value)
    if day:
        return (Moment(day, f"publication {day}", month_first=month_first),)
    ends = [values.full_day(bound) for bound in (published.earliest, published.latest)]
    if None in ends:
        return (Moment(None, "", month_first=month_first),)
    named = f"publication between {published.earliest} and {published.latest}"
    return tuple(Moment(end, named, month_first=month_first) for end in ends)


def settings(language: str) -> dict[str, Any]:
    """Return the ``[settings]`` of one language."""
    made: dict[str, Any] = lexicon.table(language, "times").get("settings", {})
    return made


def between(ends: Moments, year: int | None) -> Moment:
    """Return what is left where the ends of an interval disagree: at most a year they share.

    ``year`` is the one the paragraph has named.
    """
    years = {moment.reference.year for moment in ends if moment.reference}
    running = years.pop() if len(years) == 1 else None
    named = running is not None and running == year
    return replace(ends[0], reference=None, named="", running=running, running_named=named)


def agreed(outcomes: Sequence[Outcome | None]) -> bool:
    """Tell whether all outcomes have one value."""
    return len(outcomes) == 1 or len({outcome and outcome.value for outcome in outcomes}) == 1
