"""Answers what an affair is about at a glance: a dossier in, counts, differences and days out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.ask import rows
from recoupe.dossier.reads.discrepancies import DiscrepancyRead, discrepancies
from recoupe.dossier.reads.paging import Paging
from recoupe.findings import ThreadState
from recoupe.rows import from_row

STRONGEST = 5
"""Discrepancies and threads that a first look shows."""

Grain = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Counted:
    """One value of a property with how many items have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class ThreadHead:
    """A thread by its name: what it is about, between whom, how it stands, how many steps."""

    id: str
    object: str
    kind: str
    state: ThreadState
    parties: tuple[str, ...]
    steps: int
    last: str | None


@dataclass(frozen=True, slots=True)
class Point:
    """What falls on one day, month or year of one kind (said, done, planned), to be drawn.

    ``items`` are the ids of the moments with most articles behind them, at most three.
    """

    date: str
    kind: str
    count: int
    articles: int
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Affair:
    """A dossier at a glance; articles are the latest texts of their addresses.

    ``independent`` counts the articles that are no copies of others, ``outlets`` the outlets known
    by name. ``first`` and ``last`` are the days of publication, those of articles that carry a date
    where any does; ``undated`` counts the others, of which some came out from ``undated_first`` to
    ``undated_last``, if that is known. ``grain`` is the width of the points, so that
    there are at most 400.
    """

    title: str | None
    stories: int
    articles: int
    independent: int
    undated: int
    failures: int
    outlets: int
    main_outlets: tuple[Counted, ...]
    languages: tuple[Counted, ...]
    first: str | None
    last: str | None
    undated_first: str | None
    undated_last: str | None
    utterances: int
    quotations: int
    events: int
    figures: int
    moments: int
    actors: int
    discrepancies: int
    threads: int
    strongest: tuple[DiscrepancyRead, ...]
    in_course: tuple[ThreadHead, ...]
    grain: Grain
    points: tuple[Point, ...]


def affair(connection: DuckDBPyConnection) -> Affair:
    """Return the affair at a glance; of an empty dossier all counts are 0."""
    row = json.loads(rows(connection, "SELECT told FROM shelf_affair")[0]["told"])
    strongest = discrepancies(connection, Paging(0, STRONGEST)).items
    return from_row(Affair, row | {"strongest": strongest})
