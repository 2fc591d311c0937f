"""Puts on the shelf which article carries what, and what each outlet has alone or leaves out."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.shelf.index import enter

MOST = 20
"""Items and articles named of one fact; it counts all."""

_CARRIED = """
    CREATE OR REPLACE TEMP TABLE fact_articles AS
    SELECT c.id, a.id AS article, a.story, a.last AS last_day, coalesce(a.outlet, a.uri) AS outlet
    FROM (SELECT id, unnest(carried).article AS article FROM coverage) c
    JOIN shelf_articles a ON a.id = c.article AND a.latest
"""

_COVERAGE = f"""
    INSERT INTO shelf_coverage BY NAME
    WITH known AS (
        SELECT id, list_sort(list(DISTINCT story) FILTER (story IS NOT NULL)) AS stories,
            min(last_day) AS told_day FROM fact_articles GROUP BY id
    )
    SELECT row_number() OVER (ORDER BY len(v.carried) DESC, v.kind DESC, v.date NULLS LAST, v.label,
            v.id) - 1 AS place, v.id, coalesce(v.last, k.told_day) AS by_day,
        to_json({{
            'id': v.id, 'kind': v.kind, 'label': coalesce(w.label, v.label), 'date': v.date,
            'items': v.items[:{MOST}], 'count': len(v.items),
            'carried': v.carried[:{MOST}], 'article_count': len(v.carried),
            'stories': coalesce(k.stories, []), 'by_day': coalesce(v.last, k.told_day)
        }}) AS told
    FROM coverage v JOIN known k USING (id)
    LEFT JOIN shown_words w ON w.utterance = if(v.kind = 'utterance', v.items[1], NULL)
    ORDER BY place
"""  # noqa: S608 - ours

_CELLS = """
    INSERT INTO shelf_cells
    SELECT s.place, a.place, c.how
    FROM (SELECT id, unnest(carried, recursive := true) FROM coverage) c
    JOIN shelf_coverage s USING (id) JOIN shelf_articles a ON a.id = c.article AND a.latest
    ORDER BY 1, 2
"""

_FACTS = """
    CREATE OR REPLACE TEMP TABLE facts AS
    SELECT place, id, by_day,
        from_json(told->'stories', '["VARCHAR"]') AS stories
    FROM shelf_coverage
"""

_HAVING = """
    CREATE OR REPLACE TEMP TABLE fact_outlets AS SELECT DISTINCT id, outlet FROM fact_articles
"""

_STORY_OUTLETS = """
    CREATE OR REPLACE TEMP TABLE story_outlets AS
    SELECT story, coalesce(outlet, uri) AS outlet, max("first") AS newest
    FROM shelf_articles WHERE latest AND story IS NOT NULL AND "first" IS NOT NULL GROUP BY ALL
"""
"""An outlet could have carried a fact if one of its articles of the story came out on its day."""

_LATE = """
    CREATE OR REPLACE TEMP TABLE outlets_by_day AS
    SELECT story, newest, count(*) OVER (PARTITION BY story ORDER BY newest DESC
        RANGE UNBOUNDED PRECEDING) AS n
    FROM story_outlets QUALIFY row_number() OVER (PARTITION BY story, newest) = 1
"""

_COULD = """
    CREATE OR REPLACE TEMP TABLE fact_lacking AS
    WITH pairs AS (SELECT id, by_day, unnest(stories) AS story FROM facts WHERE by_day IS NOT NULL),
    could AS (
        SELECT p.id, p.story, p.by_day, coalesce(o.n, 0) AS n
        FROM pairs p ASOF LEFT JOIN outlets_by_day o
        ON o.story = p.story AND p.by_day <= o.newest
    ),
    did AS (
        SELECT p.id, p.story, count(*) AS n FROM pairs p JOIN fact_outlets f USING (id)
        JOIN story_outlets s ON s.story = p.story AND s.outlet = f.outlet AND s.newest >= p.by_day
        GROUP BY ALL
    )
    SELECT c.id, c.story, c.by_day, c.n - coalesce(d.n, 0) AS lacking
    FROM could c LEFT JOIN did d USING (id, story)
"""
"""How many outlets of each story leave a fact out: those that could have carried it and did not."""

_OUTLETS_OF_STORIES = """
    CREATE OR REPLACE TEMP TABLE outlets_of_stories AS
    SELECT story, count(DISTINCT coalesce(outlet, uri)) AS n FROM shelf_articles
    WHERE latest AND story IS NOT NULL GROUP BY story
"""

_ALONE = """
    CREATE OR REPLACE TEMP TABLE facts_alone AS
    WITH having_it AS (
        SELECT id, count(*) AS n, min(outlet) AS outlet FROM fact_outlets GROUP BY id
    ),
    missing AS (
        SELECT DISTINCT l.id, s.outlet FROM fact_lacking l
        JOIN story_outlets s ON s.story = l.story AND s.newest >= l.by_day
        ANTI JOIN fact_outlets f ON f.id = l.id AND f.outlet = s.outlet
        WHERE l.lacking = 1
    ),
    lacking AS (SELECT id, max(lacking) AS n FROM fact_lacking GROUP BY id),
    single AS (SELECT id, count(*) AS n, min(outlet) AS outlet FROM missing GROUP BY id)
    SELECT id, 'only' AS part, outlet FROM having_it WHERE n = 1 AND id IN (
        SELECT id FROM fact_articles JOIN outlets_of_stories USING (story) WHERE n > 1)
    UNION ALL SELECT s.id, 'left', s.outlet FROM single s JOIN having_it h USING (id)
    JOIN lacking l USING (id) WHERE s.n = 1 AND l.n = 1 AND h.n > 1
"""

_OUTLETS = """
    INSERT INTO shelf_outlets
    WITH named AS (
        SELECT coalesce(outlet, uri) AS outlet, count(*) AS articles,
            bool_and(outlet IS NULL) AS unnamed FROM shelf_articles
        WHERE latest GROUP BY ALL
    ),
    carried AS (SELECT outlet, count(*) AS n FROM fact_outlets GROUP BY outlet),
    alone AS (
        SELECT outlet, count(*) FILTER (part = 'only') AS only_here,
            count(*) FILTER (part = 'left') AS left_out
        FROM facts_alone GROUP BY outlet
    )
    SELECT row_number() OVER (ORDER BY n.unnamed, n.outlet) - 1 AS place, n.outlet,
        to_json({'outlet': n.outlet, 'articles': n.articles, 'carried': coalesce(c.n, 0),
            'only_here': coalesce(a.only_here, 0), 'left_out': coalesce(a.left_out, 0)})
    FROM named n LEFT JOIN carried c USING (outlet) LEFT JOIN alone a USING (outlet) ORDER BY place
"""

_OF_OUTLETS = """
    SELECT f.place AS item, o.outlet AS value FROM facts f JOIN {} o USING (id) WHERE {}
"""

_PROPERTIES = {
    "kind": "SELECT place AS item, told->>'kind' AS value FROM shelf_coverage",
    "story": "SELECT place AS item, unnest(stories) AS value FROM facts",
    "carried": _OF_OUTLETS.format("fact_outlets", "true"),
    "only": _OF_OUTLETS.format("facts_alone", "o.part = 'only'"),
    "left": _OF_OUTLETS.format("facts_alone", "o.part = 'left'"),
}


def place_coverage(connection: DuckDBPyConnection) -> None:
    """Fill the facts and outlets of the shelf and enter what facts are chosen by."""
    steps = (
        _CARRIED,
        _COVERAGE,
        _CELLS,
        _FACTS,
        _HAVING,
        _STORY_OUTLETS,
        _LATE,
        _COULD,
        _OUTLETS_OF_STORIES,
        _ALONE,
        _OUTLETS,
    )
    for query in steps:
        connection.execute(query)
    for facet, query in _PROPERTIES.items():
        enter(connection, "coverage", facet, query)
