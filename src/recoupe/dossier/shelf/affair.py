"""Puts the affair at a glance on the shelf: counts, threads in course, and days to be drawn."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

IN_COURSE = 5
"""Threads in course that a first look shows, those of most steps."""

OUTLETS = 12
"""Outlets named at a first look, those of most articles."""

MOST_POINTS = 400
"""Points of the drawn timeline: about one in four pixels of a wide screen."""

EACH = 3
"""Items named at one point of the drawn timeline."""

_LENGTHS = {"day": 10, "month": 7, "year": 4}
"""How much of a day's date tells the day, month or year; a season stays one (« 2031-SP »)."""

_SPREAD = """
    SELECT count(DISTINCT ("first"[:10], kind)), count(DISTINCT ("first"[:7], kind))
    FROM moments WHERE "first" IS NOT NULL AND "date" IS NOT NULL
"""

_AFFAIR = rf"""
    INSERT INTO shelf_affair
    WITH latest AS (
        SELECT *, told->'published'->>'value' IS NOT NULL AS dated,
            (told->>'quotations')::INT AS quotations, (told->>'events')::INT AS events
        FROM shelf_articles WHERE latest
    ),
    outlets AS (
        SELECT outlet AS "value", count(*) AS "count" FROM latest WHERE outlet IS NOT NULL
        GROUP BY outlet ORDER BY 2 DESC, 1 LIMIT {OUTLETS}
    ),
    languages AS (
        SELECT "language" AS "value", count(*) AS "count" FROM latest GROUP BY ALL
        ORDER BY 2 DESC, 1
    ),
    going AS (
        SELECT id, "object", kind, state, parties, len(steps) AS steps,
            coalesce(list_max(list_transform(steps, lambda s: s."date")),
                list_max(list_transform(steps, lambda s: s."by"))) AS "last"
        FROM threads WHERE state = 'open' ORDER BY len(steps) DESC, id LIMIT {IN_COURSE}
    ),
    points AS (
        SELECT CASE WHEN $length > 4 AND regexp_matches("date", '^\d{{4}}-[A-Z]{{2}}$') THEN "date"
            ELSE "first"[:least($length, CASE WHEN "first"[:10] = "last"[:10] THEN 10
            WHEN "first"[:7] = "last"[:7] THEN 7 ELSE 4 END)] END AS "date",
            kind, count(*) AS "count",
            max(len(articles)) AS articles, max_by(id, (len(articles), id), {EACH}) AS items
        FROM moments WHERE "first" IS NOT NULL AND "date" IS NOT NULL
        GROUP BY ALL ORDER BY min("first"), max("last"), kind
    )
    SELECT to_json({{
        'title': (SELECT title FROM stories ORDER BY len(members) DESC, id LIMIT 1),
        'stories': (SELECT count(*) FROM stories),
        'articles': count(*), 'independent': count(*) FILTER (original IS NULL),
        'undated': count(*) FILTER (NOT dated),
        'failures': (SELECT count(*) FROM failures), 'outlets': count(DISTINCT outlet),
        'main_outlets': coalesce((SELECT list(o) FROM outlets o), []),
        'languages': coalesce((SELECT list(l) FROM languages l), []),
        'first': coalesce(min("first") FILTER (dated), min("first")),
        'last': coalesce(max("last") FILTER (dated), max("last")),
        'undated_first': min("first") FILTER (NOT dated),
        'undated_last': max("last") FILTER (NOT dated),
        'utterances': (SELECT count(*) FROM shelf_utterances),
        'quotations': coalesce(sum(quotations), 0)::BIGINT,
        'events': coalesce(sum(events), 0)::BIGINT,
        'figures': (SELECT count(*) FROM shelf_figures),
        'moments': (SELECT count(*) FROM shelf_moments),
        'actors': (SELECT count(*) FROM shelf_actors),
        'discrepancies': (SELECT count(*) FROM shelf_discrepancies),
        'threads': (SELECT count(*) FROM threads),
        'in_course': coalesce((SELECT list(g) FROM going g), []), 'grain': $grain,
        'points': coalesce((SELECT list(p) FROM points p), [])
    }})
    FROM latest
"""  # noqa: S608 - ours

_CAST = """
    INSERT INTO shelf_cast
    SELECT a.article, a.id, m.entity, e.name FROM actors a JOIN shelf_articles s ON s.id = a.article
    JOIN current_memberships m ON m.actor = a.id JOIN current_entities e ON e.id = m.entity
    ORDER BY s.place, a.id
"""


def place_affair(connection: DuckDBPyConnection) -> None:
    """Fill the one row of the affair, its days in the finest grain that can be drawn."""
    spread = connection.execute(_SPREAD).fetchone() or (0, 0)
    fine = (grain for grain, n in zip(_LENGTHS, spread, strict=False) if n <= MOST_POINTS)
    grain = next(fine, "year")
    connection.execute(_AFFAIR, {"grain": grain, "length": _LENGTHS[grain]})


def place_cast(connection: DuckDBPyConnection) -> None:
    """Fill the actors of the articles with their entities."""
    connection.execute(_CAST)
