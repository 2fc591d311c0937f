"""What an expression is reckoned from, and what the reckoning gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recoupe.records import Span, TimeType


@dataclass(frozen=True, slots=True)
class Moment:
    """The dates in force where an expression stands.

    ``reference`` is the day of publication or of speech, described by ``named``; ``anchor`` the
    last full day the text gave before, ``near`` the same if it stands in this very sentence,
    ``line`` if it stands in this paragraph; ``month``, ``year``, ``week`` and ``weekend`` the last
    one named, or a day in it; ``coming`` tells that the clause announces what is to come.
    ``running`` is the year of publication where no more than the year is known, and
    ``running_named`` tells that the paragraph has named it. ``after`` is the word that follows, in
    small letters; ``month_first`` tells how 3/4/2025 is read.
    """

    reference: date | None
    named: str
    anchor: date | None = None
    near: date | None = None
    line: date | None = None
    month: date | None = None
    year: date | None = None
    week: date | None = None
    weekend: date | None = None
    coming: bool = False
    running: int | None = None
    running_named: bool = False
    after: str = ""
    month_first: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The type and value of one expression, how it was reckoned, and its TIMEX3 ``mod``."""

    type: TimeType
    value: str
    basis: str
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class TimeReading:
    """A time expression of one string: offsets, type, value, basis and mod."""

    span: Span
    type: TimeType
    value: str
    basis: str
    mod: str | None = None
