"""Answers who said what in order of time: filters and a page in, utterances with passages out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.paging import FIRST, Page, Paging
from recoupe.dossier.reads.passages import Passage
from recoupe.dossier.reads.shelved import Asked, having, holding, items, keys, page, within
from recoupe.dossier.reads.words import Words, words
from recoupe.records import QuotationKind, Said, Span

Precision = Literal["day", "week", "month", "season", "year", "interval", "unknown"]

BETWEEN = " […] "
"""What stands between the parts of words that something interrupts."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which utterances are asked for; a filter that is ``None`` lets all pass.

    ``speaker`` is an actor's id across articles, ``side`` a state or institution spoken for (the
    value of a :class:`facets.Choice`), ``since`` and ``until`` days between which it can have been
    said, ``outlet`` that of one of its pages, ``kind`` and ``language`` those of one of its
    wordings, ``origins`` whether one or several ways lead to it. ``text`` are words that must all
    stand in its wordings, ``subject`` words that must stand in them or about them: in the line, the
    title, the name and role of the speaker.
    """

    speaker: str | None = None
    side: str | None = None
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    subject: str | None = None
    kind: QuotationKind | None = None
    language: str | None = None
    origins: Literal["one", "several"] | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class KnownRole:
    """A role that is given elsewhere: in the article, or in another of the time, and where."""

    role: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Told:
    """One utterance as the record lists it: who said when, in the fullest wording.

    ``said`` has the day as the pages tell it and how it was reckoned; ``first`` and ``last`` are
    the days it can mean, ``precision`` how near that is. ``passages`` are the parts of the fullest
    wording, to which ``role``, ``channel`` and ``kind`` belong. ``wordings`` counts the different
    ones, ``accounts`` the quotations, ``origins`` the independent ways by which it came to be
    known. A ``fragment`` is a few words that say nothing without the sentence they stand in.
    ``told_by`` is who lends somebody words that he himself does not say: « il dit qu'il renonce ».
    ``known_as`` is a role from elsewhere, where that wording gives none; ``found`` are words in
    the passages that were asked for.
    """

    id: str
    speaker: str | None
    speaker_name: str | None
    role: str | None
    said: Said
    first: str | None
    last: str | None
    channel: str | None
    kind: QuotationKind
    passages: tuple[Passage, ...]
    wordings: int
    accounts: int
    origins: int
    origin_names: tuple[str, ...]
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    articles: tuple[str, ...]
    fragment: bool
    told_by: str | None = None
    known_as: KnownRole | None = None
    found: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """Return the fullest wording as one text."""
        return BETWEEN.join(p.text for p in self.passages)

    @property
    def precision(self) -> Precision:
        """Return how near to a day it is known when it was said."""
        return precision(self.said.value, self.first, self.last)


ANY = Filters()


def record(
    connection: DuckDBPyConnection, filters: Filters = ANY, paging: Paging = FIRST
) -> Page[Told]:
    """Return a page of the utterances that pass all filters, by the day they were said.

    Those without a known day stand last, and pass no filter by day.
    """
    sought = _sought(connection, filters)
    found = page(connection, "utterances", Told, _asked(filters, sought), paging)
    if not sought:
        return found
    marked = tuple(replace(t, found=_found(t, sought.values())) for t in found.items)
    return replace(found, items=marked)


def tell(connection: DuckDBPyConnection, ids: Sequence[str]) -> tuple[Told, ...]:
    """Return the utterances with these ids, in this order; those not in the dossier left out."""
    found = items(connection, "utterances", Told, ids)
    return tuple(found[name] for name in ids if name in found)


def asked(connection: DuckDBPyConnection, filters: Filters) -> Asked:
    """Return the condition on the shelf of utterances that the filters make."""
    return _asked(filters, _sought(connection, filters))


def _sought(connection: DuckDBPyConnection, filters: Filters) -> dict[str, Words]:
    """Return the words that are looked for, by where they must stand."""
    texts = {"text": filters.text, "subject": filters.subject}
    return {name: words(connection, text) for name, text in texts.items() if text}


def _asked(filters: Filters, sought: Mapping[str, Words]) -> Asked:
    names = ("speaker", "side", "outlet", "kind", "language", "origins")
    condition = having("utterances", {name: getattr(filters, name) for name in names})
    condition &= within(filters.since, filters.until)
    for name, found in sought.items():
        for stems in found.stems or (frozenset(),):
            about = name == "subject"
            condition &= _about(stems) if about else holding("utterances", "said", stems)
    return condition


def _about(stems: frozenset[str]) -> Asked:
    """Return the condition that one of these stems stands in or about an utterance."""
    own = keys("utterances", ("said", "who"), stems)
    lines = keys("lines", ("text",), stems)
    return Asked(
        f"place IN (SELECT item FROM shelf_index WHERE key IN ({own})"  # noqa: S608 - numbers
        " UNION ALL SELECT item FROM shelf_about WHERE line IN"
        f" (SELECT line FROM shelf_line_words WHERE key IN ({lines})))"
    )


def precision(value: str | None, first: str | None, last: str | None) -> Precision:
    """Tell how near a date value comes to a day.

    >>> precision("2031-03", "2031-03-01", "2031-03-31"), precision(None, None, None)
    ('month', 'unknown')
    """
    if value is None or first is None or last is None:
        return "unknown"
    if first == last:
        return "day"
    if "/" in value:
        return "interval"
    if "W" in value[4:6]:
        return "season" if value.endswith("-WI") else "week"
    return "year" if len(value) == len("2031") else "month" if value[5:].isdigit() else "season"


def _found(told: Told, sought: Iterable[Words]) -> tuple[Span, ...]:
    spans = {
        span
        for p in told.passages
        for asked_words in sought
        for span in asked_words.spans(p.text, p.start, p.article.language)
    }
    return tuple(sorted(spans))
