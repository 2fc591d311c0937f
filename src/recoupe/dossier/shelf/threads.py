"""Puts the threads and stories on the shelf, the longest first."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.shelf.index import enter, enter_words

_SPOT = "{{'article': {0}.article, 'start': {0}.start, 'end': {0}.\"end\"}}"

_THREADS = f"""
    INSERT INTO shelf_threads
    WITH moves AS (
        SELECT id, generate_subscripts(steps, 1) AS part, unnest(steps) AS step FROM threads
    ),
    told AS (
        SELECT m.id, list({{
            'item': m.step.item, 'utterance': q.utterance,
            'passage': {_SPOT.format("m.step.passage")},
            'also': list_transform(m.step.also, lambda p: {_SPOT.format("p")}),
            'type': m.step.type, 'status': m.step.status, 'date': m.step.date, 'by': m.step.by,
            'who': m.step.who, 'source': m.step.source}} ORDER BY m.part) AS steps,
            min(coalesce(m.step.date, m.step.by)) AS "first",
            max(coalesce(m.step.date, m.step.by)) AS "last"
        FROM moves m LEFT JOIN shelf_quotations q ON q.id = m.step.item GROUP BY m.id
    )
    SELECT row_number() OVER (ORDER BY len(t.steps) DESC, t.id) - 1 AS place, t.id,
        to_json({{'id': t.id, 'object': t.object, 'kind': t.kind, 'state': t.state,
            'story': t.story, 'parties': t.parties, 'first': s.first, 'last': s.last,
            'steps': s.steps}})
    FROM threads t JOIN told s ON s.id = t.id ORDER BY place
"""  # noqa: S608 - ours

_TELLING = "SELECT place AS item, told->>'{0}' AS value FROM shelf_threads"

_STORIES = """
    INSERT INTO shelf_stories
    WITH here AS (
        SELECT story, count(*) AS articles, list_sort(list(DISTINCT language)) AS languages,
            count(DISTINCT outlet) AS outlets
        FROM shelf_articles WHERE latest GROUP BY story
    )
    SELECT row_number() OVER (ORDER BY len(s.members) DESC, s.id) - 1 AS place, s.id,
        to_json({'id': s.id, 'title': s.title, 'first': s.first, 'last': s.last,
            'articles': coalesce(h.articles, 0), 'outlets': coalesce(h.outlets, 0),
            'languages': coalesce(h.languages, [])})
    FROM stories s LEFT JOIN here h ON h.story = s.id ORDER BY place
"""

_OBJECTS = """
    SELECT t.place AS item, coalesce(a.language, '') AS language,
        concat_ws(' ', t.told->>'object', list_aggregate(r.parties, 'string_agg', ' '),
            list_aggregate(list_transform(r.steps, s -> s.passage.text), 'string_agg', ' '))
            AS "text"
    FROM shelf_threads t JOIN threads r USING (id)
    LEFT JOIN shelf_articles a ON a.id = r.steps[1].passage.article
"""


def place_threads(connection: DuckDBPyConnection) -> None:
    """Fill the threads of the shelf and enter what they are chosen by."""
    connection.execute(_THREADS)
    for facet in ("state", "kind", "story"):
        enter(connection, "threads", facet, _TELLING.format(facet))
    enter_words(connection, "threads", "text", _OBJECTS)


def place_stories(connection: DuckDBPyConnection) -> None:
    """Fill the stories of the shelf."""
    connection.execute(_STORIES)
