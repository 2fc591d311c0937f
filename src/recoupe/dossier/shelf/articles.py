"""Puts the articles on the shelf, oldest first, with their story and how much is in each."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.passages import head
from recoupe.dossier.shelf.days import lay_out

_ARTICLES = f"""
    INSERT INTO shelf_articles
    WITH placed AS (SELECT id AS story, unnest(members).id AS article FROM stories),
    copies AS (SELECT original, unnest(copies).article AS article FROM reprints),
    quoted AS (SELECT article, count(*) AS n FROM current_quotations GROUP BY article),
    acted AS (SELECT article, count(*) AS n FROM events GROUP BY article),
    figured AS (SELECT article, count(*) AS n FROM quantities GROUP BY article)
    SELECT row_number() OVER (
            ORDER BY coalesce(d.first, a.published.earliest, a.published.latest) NULLS LAST,
            a.published.value, a.uri, a.version) - 1 AS place,
        a.id, {head("a")} AS head, a.version, a.latest, coalesce(a.outlet, a.uri), a.language,
        coalesce(d.first, a.published.earliest), coalesce(d.last, a.published.latest),
        s.story, c.original, coalesce(q.n, 0), coalesce(e.n, 0), coalesce(f.n, 0)
    FROM articles a LEFT JOIN publication_days d ON d.value = a.published.value
    LEFT JOIN placed s ON s.article = a.id LEFT JOIN copies c ON c.article = a.id
    LEFT JOIN quoted q ON q.article = a.id LEFT JOIN acted e ON e.article = a.id
    LEFT JOIN figured f ON f.article = a.id
    ORDER BY place
"""  # noqa: S608 - ours


def place_articles(connection: DuckDBPyConnection) -> None:
    """Renew the articles of the shelf."""
    lay_out(connection, "publication_days", "SELECT published.value FROM articles")
    connection.execute("DELETE FROM shelf_articles")
    connection.execute(_ARTICLES)
