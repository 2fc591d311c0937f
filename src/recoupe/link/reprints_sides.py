"""Fetches articles from a dossier, whole or cut into sentences: ids in, articles out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection

from duckdb import DuckDBPyConnection

from recoupe.link.reprints_text import Side
from recoupe.records import Article
from recoupe.rows import LISTED, by_name, from_row, listed

KEPT = 8_000_000
"""Characters of the articles kept as cut, some 200 MB of memory."""


class Sides:
    """Cuts articles and keeps them, those asked for longest ago thrown away first.

    An article stands in some seven pairs (``benchmarks/linking.py``, 24,000 articles), and cutting
    it costs as much as laying it beside another.
    """

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        self._kept: OrderedDict[str, Side] = OrderedDict()
        self._size = 0

    def of(self, names: Collection[str]) -> dict[str, Side]:
        """Return the articles with these ids, by id."""
        new = sides(self._connection, [name for name in names if name not in self._kept])
        self._kept |= new
        self._size += sum(len(side.article.text) for side in new.values())
        found = {name: self._kept[name] for name in names}
        for name in names:
            self._kept.move_to_end(name)
        while self._size > KEPT:
            self._size -= len(self._kept.popitem(last=False)[1].article.text)
        return found


def sides(connection: DuckDBPyConnection, names: Collection[str]) -> dict[str, Side]:
    """Return the articles with these ids cut into sentences, by id."""
    return {article.id: Side.of(article) for article in articles(connection, names)}


def articles(connection: DuckDBPyConnection, names: Collection[str]) -> list[Article]:
    """Return the articles with these ids, sorted by id; each call reads the table once."""
    found = connection.execute(
        f"SELECT * FROM articles WHERE id IN {LISTED} ORDER BY id",  # noqa: S608 - our names
        [listed(names)],
    )
    return [from_row(Article, row) for row in by_name(found)]
