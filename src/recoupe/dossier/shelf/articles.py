"""Puts the articles on the shelf, oldest first, with their story and how much is in each."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.shelf.days import lay_out
from recoupe.dossier.shelf.index import enter, enter_words

LONGEST_TITLE = 300
"""Characters of a title that are shown: some pages have a whole text for a title."""

_HEADING = """
    list_transform(list_filter(a.zones, z -> z.kind = 'heading')[:1],
        z -> a."text"[z.start + 1:z."end"])[1]
"""
"""What stands in for the title of a page that has none: its first heading."""

_ARTICLES = f"""
    INSERT INTO shelf_articles BY NAME
    WITH filed AS (SELECT id AS story, unnest(members).id AS article FROM stories),
    copies AS (SELECT original, unnest(copies).article AS article FROM reprints),
    quoted AS (SELECT article, count(*) AS n FROM current_quotations GROUP BY article),
    acted AS (SELECT article, count(*) AS n FROM events GROUP BY article),
    figured AS (SELECT article, count(*) AS n FROM quantities GROUP BY article),
    dated AS (
        SELECT a.*, {_HEADING} AS heading, coalesce(d.first, a.published.earliest) AS "first",
            coalesce(d.last, a.published.latest) AS "last"
        FROM articles a LEFT JOIN publication_days d ON d.value = a.published.value
    )
    SELECT row_number() OVER (
            ORDER BY coalesce(a.first, a.last) NULLS LAST, a.published.value, a.uri, a.version, a.id
        ) - 1 AS place,
        a.id, a.uri, a.latest, a.outlet, a.language, a.first, a.last, s.story, c.original, a.text,
        to_json({{
            'id': a.id, 'uri': a.uri, 'title': left(trim(regexp_replace(
            coalesce(a.title.text, a.heading), '[\\s\\p{{Z}}]+', ' ', 'g')), {LONGEST_TITLE}),
            'outlet': a.outlet, 'language': a.language, 'published': a.published,
            'newest': a.latest, 'zones': a.zones, 'version': a.version, 'first': a.first,
            'last': a.last, 'story': s.story, 'original': c.original,
            'quotations': coalesce(q.n, 0), 'events': coalesce(e.n, 0),
            'figures': coalesce(f.n, 0), 'credits': a.credits
        }}) AS told
    FROM dated a LEFT JOIN filed s ON s.article = a.id LEFT JOIN copies c ON c.article = a.id
    LEFT JOIN quoted q ON q.article = a.id LEFT JOIN acted e ON e.article = a.id
    LEFT JOIN figured f ON f.article = a.id
    ORDER BY place
"""  # noqa: S608 - ours

_LATEST = "SELECT place AS item, {} AS value FROM shelf_articles WHERE latest"

_STORY = """
    SELECT a.place AS item, s.id AS value, s.title AS name
    FROM shelf_articles a JOIN stories s ON s.id = a.story WHERE a.latest
"""

_PROPERTIES = {
    "outlet": _LATEST.format("outlet"),
    "language": _LATEST.format("language"),
    "latest": _LATEST.format("'yes'"),
    "story": _STORY,
}

_TITLES = """
    SELECT place AS item, language, concat_ws(' ', told->>'title', outlet) AS "text"
    FROM shelf_articles WHERE latest
"""


def place_articles(connection: DuckDBPyConnection) -> None:
    """Fill the articles of the shelf and enter what they are chosen by."""
    lay_out(connection, "publication_days", "SELECT published.value FROM articles")
    connection.execute(_ARTICLES)
    for facet, query in _PROPERTIES.items():
        enter(connection, "articles", facet, query)
    enter_words(connection, "articles", "text", _TITLES)
