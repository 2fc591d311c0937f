"""Answers what an affair is about at a glance: a dossier in, counts, differences and days out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.ask import records, rows
from recoupe.dossier.reads.discrepancies import DiscrepancyRead, discrepancies
from recoupe.dossier.reads.paging import Paging
from recoupe.findings import ThreadState

STRONGEST = 5
"""Discrepancies and threads that a first look shows."""

OUTLETS = 12
"""Outlets named at a first look, those of most articles."""

MOST_POINTS = 400
"""Points of the drawn timeline: about one in four pixels of a wide screen."""

EACH = 3
"""Items named at one point of the drawn timeline."""

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
    by name. ``first`` and ``last`` are the days of publication. ``grain`` is the width of the
    points, so that there are at most 400.
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
    utterances: int
    quotations: int
    events: int
    figures: int
    actors: int
    discrepancies: int
    threads: int
    strongest: tuple[DiscrepancyRead, ...]
    in_course: tuple[ThreadHead, ...]
    grain: Grain
    points: tuple[Point, ...]


_COUNTS = """
    SELECT
        (SELECT title FROM stories ORDER BY len(members) DESC, id LIMIT 1) AS title,
        (SELECT count(*) FROM stories) AS stories,
        count(*) AS articles, count(*) FILTER (original IS NULL) AS independent,
        count(*) FILTER ("last" IS NULL) AS undated,
        (SELECT count(*) FROM failures) AS failures,
        count(DISTINCT head.outlet) AS outlets, min("first") AS "first", max("last") AS "last",
        (SELECT count(*) FROM shelf_utterances) AS utterances,
        coalesce(sum(quotations), 0)::BIGINT AS quotations,
        coalesce(sum(events), 0)::BIGINT AS events,
        coalesce(sum(figures), 0)::BIGINT AS figures,
        (SELECT count(*) FROM current_entities WHERE named) AS actors,
        (SELECT count(*) FROM current_discrepancies) AS discrepancies,
        (SELECT count(*) FROM threads) AS threads
    FROM shelf_articles WHERE latest
"""

_OUTLETS = """
    SELECT outlet AS "value", count(*) AS "count" FROM shelf_articles
    WHERE latest AND head.outlet IS NOT NULL GROUP BY outlet ORDER BY 2 DESC, 1 LIMIT ?
"""

_LANGUAGES = """
    SELECT language AS "value", count(*) AS "count" FROM shelf_articles
    WHERE latest GROUP BY language ORDER BY 2 DESC, 1
"""

_IN_COURSE = """
    SELECT id, "object", kind, state, parties, len(steps) AS steps,
        list_max(list_transform(steps, lambda s: coalesce(s."date", s."by"))) AS "last"
    FROM threads WHERE state = 'open' ORDER BY len(steps) DESC, id LIMIT ?
"""

_SPREAD = """
    SELECT count(DISTINCT ("first"[:10], kind)) AS "day",
        count(DISTINCT ("first"[:7], kind)) AS "month"
    FROM moments WHERE "first" IS NOT NULL AND "date" IS NOT NULL
"""

_POINTS = """
    SELECT "first"[:?] AS "date", kind, count(*) AS "count", max(len(articles)) AS articles,
        max_by(id, (len(articles), id), ?) AS items
    FROM moments WHERE "first" IS NOT NULL AND "date" IS NOT NULL
    GROUP BY ALL ORDER BY ALL
"""

_LENGTHS: dict[Grain, int] = {"day": 10, "month": 7, "year": 4}


def affair(connection: DuckDBPyConnection) -> Affair:
    """Return the affair at a glance; of an empty dossier all counts are 0."""
    row = rows(connection, _COUNTS)[0]
    grain = _grain(connection)
    return Affair(
        **row,
        main_outlets=records(connection, Counted, _OUTLETS, [OUTLETS]),
        languages=records(connection, Counted, _LANGUAGES),
        strongest=discrepancies(connection, Paging(0, STRONGEST)).items,
        in_course=records(connection, ThreadHead, _IN_COURSE, [STRONGEST]),
        grain=grain,
        points=records(connection, Point, _POINTS, [_LENGTHS[grain], EACH]),
    )


def _grain(connection: DuckDBPyConnection) -> Grain:
    """Return the finest grain that gives no more points than can be drawn."""
    counts = rows(connection, _SPREAD)[0]
    grains: tuple[Grain, ...] = ("day", "month")
    for grain in grains:
        if counts[grain] <= MOST_POINTS:
            return grain
    return "year"
