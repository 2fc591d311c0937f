"""Fetches articles from a dossier, whole or cut into sentences: ids in, articles out."""

from __future__ import annotations

from collections.abc import Collection

from duckdb import DuckDBPyConnection

from recoupe.link.reprints_text import Side
from recoupe.records import Article
from recoupe.rows import LISTED, from_row, listed


def sides(connection: DuckDBPyConnection, names: Collection[str]) -> dict[str, Side]:
    """Return the articles with these ids cut into sentences, by id."""
    return {article.id: Side.of(article) for article in articles(connection, names)}


def articles(connection: DuckDBPyConnection, names: Collection[str]) -> list[Article]:
    """Return the articles with these ids, sorted by id; each call reads the table once."""
    cursor = connection.execute(
        f"SELECT * FROM articles WHERE id IN {LISTED} ORDER BY id",  # noqa: S608 - our names
        [listed(names)],
    )
    columns = [column[0] for column in cursor.description or ()]
    rows = (dict(zip(columns, row, strict=True)) for row in cursor.fetchall())
    return [from_row(Article, row) for row in rows]
