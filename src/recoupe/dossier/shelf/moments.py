"""Puts the timeline on the shelf: moments in order of time, with the first of their passages."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.shelf.index import enter

MOST_PASSAGES = 3
"""Passages shown of one moment; the others are those of its items."""

MOST_ITEMS = 50
"""Items and articles named of one moment; it counts all."""

_MOMENTS = f"""
    INSERT INTO shelf_moments
    SELECT row_number() OVER (ORDER BY "date" IS NULL, "first", "last", kind DESC, who, id) - 1
            AS place, id, "first", "last",
        to_json({{
            'id': id, 'kind': kind, 'date': "date", 'first': "first", 'last': "last", 'who': who,
            'label': label, 'items': items[:{MOST_ITEMS}], 'count': len(items),
            'articles': articles[:{MOST_ITEMS}], 'article_count': len(articles),
            'passages': list_transform(passages[:{MOST_PASSAGES}],
                lambda p: {{'article': p.article, 'start': p.start, 'end': p."end"}})
        }})
    FROM moments ORDER BY place
"""  # noqa: S608 - ours

_KINDS = "SELECT place AS item, told->>'kind' AS value FROM shelf_moments"

_STORY = """
    SELECT s.place AS item, a.story AS value FROM shelf_moments s JOIN moments m USING (id)
    JOIN shelf_articles a ON a.id = m.articles[1]
"""


def place_moments(connection: DuckDBPyConnection) -> None:
    """Fill the moments of the shelf and enter what they are chosen by."""
    connection.execute(_MOMENTS)
    enter(connection, "moments", "kind", _KINDS)
    enter(connection, "moments", "story", _STORY)
