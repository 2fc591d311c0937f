"""Answers who said what in order of time: filters and a page in, utterances with passages out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.ask import Row, by, number, of, rows
from recoupe.dossier.reads.paging import FIRST, Page, Paging
from recoupe.dossier.reads.passages import Passage
from recoupe.records import QuotationKind, Said
from recoupe.rows import from_row

Precision = Literal["day", "week", "month", "season", "year", "interval", "unknown"]

BETWEEN = " […] "
"""What stands between the parts of words that something interrupts."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which utterances are asked for; a filter that is ``None`` lets all pass.

    ``speaker`` is an actor's id across articles, ``side`` a state or institution spoken for (the
    ``side`` of a :class:`Choice`), ``since`` and ``until`` days between which it can have been
    said, ``outlet`` that of one of its pages, ``kind`` and ``language`` those of one of its
    wordings.
    """

    speaker: str | None = None
    side: str | None = None
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    kind: QuotationKind | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One utterance as the record lists it: who said when, in the fullest wording.

    ``said`` has the day as the pages tell it and how it was reckoned; ``first`` and ``last`` are
    the days it can mean, ``precision`` how near that is. ``passages`` are the parts of the fullest
    wording, to which ``role``, ``channel`` and ``kind`` belong. ``wordings`` counts the
    different ones, ``accounts`` the quotations, ``origins`` the independent ways by which it came
    to be known.
    """

    id: str
    speaker: str | None
    speaker_name: str | None
    role: str | None
    said: Said
    first: str | None
    last: str | None
    precision: Precision
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

    @property
    def text(self) -> str:
        """Return the fullest wording as one text."""
        return BETWEEN.join(p.text for p in self.passages)


ANY = Filters()

_ALL = "SELECT * FROM shelf_utterances WHERE place >= ? AND place < ? ORDER BY place"
_SOME = "SELECT * FROM shelf_utterances WHERE {} ORDER BY place LIMIT ? OFFSET ?"


def record(
    connection: DuckDBPyConnection, filters: Filters = ANY, paging: Paging = FIRST
) -> Page[Told]:
    """Return a page of the utterances that pass all filters, by the day they were said.

    Those without a known day stand last, and pass no filter by day.
    """
    where, values = _chosen(filters)
    if not values:
        total = number(connection, "SELECT count(*) FROM shelf_utterances")
        span = [paging.offset, paging.offset + paging.limit]
        found = rows(connection, _ALL, span)
    else:
        total = number(connection, f"SELECT count(*) FROM shelf_utterances WHERE {where}", values)  # noqa: S608 - ours
        found = rows(connection, _SOME.format(where), [*values, paging.limit, paging.offset])
    return Page(tuple(map(_told, found)), total, paging.offset, paging.limit)


def tell(connection: DuckDBPyConnection, ids: Sequence[str]) -> tuple[Told, ...]:
    """Return the utterances with these ids, in this order; those not in the dossier left out."""
    found = by(of(connection, "shelf_utterances", "id", ids), "id")
    return tuple(_told(found[name]) for name in ids if name in found)


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


def _chosen(filters: Filters) -> tuple[str, list[object]]:
    """Return the condition on the shelf that the filters make, with its values."""
    parts = (
        ("speaker = ?", filters.speaker),
        ("list_contains(sides, ?)", filters.side),
        ('"last" >= ?', filters.since.isoformat() if filters.since else None),
        ('"first" <= ?', filters.until.isoformat() if filters.until else None),
        ("list_contains(outlets, ?)", filters.outlet),
        ("list_contains(kinds, ?)", filters.kind),
        ("list_contains(languages, ?)", filters.language),
    )
    asked = [(condition, value) for condition, value in parts if value is not None]
    return " AND ".join([c for c, _ in asked] or ["true"]), [v for _, v in asked]


def _told(row: Row) -> Told:
    near = precision(row["said"]["value"], row["first"], row["last"])
    return from_row(Told, row | {"precision": near})
