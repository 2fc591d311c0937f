"""Writes what was read into an open dossier: readings and failures in, a tally out.

Writing is idempotent: the rows of an article are replaced by those of its last reading, so the
same page twice adds nothing; another text at the same uri is a new version of the article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.engine.chunks import chunked
from recoupe.records import Failure, Reading
from recoupe.rows import LISTED, delete, insert, listed, to_row

BATCH = 64
"""Readings written at once. Rows go in as one JSON parameter a table: 18,000 rows/s, against 900/s
with ``executemany``; a larger batch is no faster and holds more in memory."""


PER_ARTICLE = ("actors", "quotations", "times", "quantities", "events")
"""The tables whose rows belong to one article, named as the fields of :class:`Reading`."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What one build did to a dossier, in articles, quotations and failures."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    quotations: int = 0
    failures: tuple[Failure, ...] = ()

    @property
    def articles(self) -> int:
        """Return how many articles were read, new or not."""
        return self.new + self.changed + self.unchanged

    def __add__(self, other: Tally) -> Tally:
        """Add up two tallies."""
        return Tally(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.quotations + other.quotations,
            self.failures + other.failures,
        )


def known_uris(connection: DuckDBPyConnection) -> tuple[str, ...]:
    """Return the addresses of the articles and failures that the dossier holds."""
    found = connection.execute("SELECT uri FROM articles UNION SELECT uri FROM failures").fetchall()
    return tuple(row[0] for row in found)


def write(connection: DuckDBPyConnection, items: Iterable[Reading | Failure]) -> Tally:
    """Write all items, in batches, each batch in one transaction."""
    tally = Tally()
    for batch in chunked(items, BATCH):
        tally += _write_batch(connection, batch)
    return tally


def _write_batch(connection: DuckDBPyConnection, items: Sequence[Reading | Failure]) -> Tally:
    readings = list({i.article.id: i for i in items if isinstance(i, Reading)}.values())
    failures = tuple({i.uri: i for i in items if isinstance(i, Failure)}.values())
    connection.begin()
    try:
        tally = _write_readings(connection, readings)
        delete(connection, "failures", "uri", [f.uri for f in failures])
        insert(connection, "failures", failures)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    return tally + Tally(failures=failures)


def _write_readings(connection: DuckDBPyConnection, readings: Sequence[Reading]) -> Tally:
    ids = [r.article.id for r in readings]
    rows, kinds = _article_rows(connection, readings)
    uris = [r.article.uri for r in readings]
    delete(connection, "failures", "uri", uris)
    connection.execute(
        f"UPDATE articles SET latest = false WHERE uri IN {LISTED}",  # noqa: S608 - our names
        [listed(uris)],
    )
    connection.execute(
        f"INSERT INTO fresh SELECT id FROM articles WHERE uri IN {LISTED} UNION FROM {LISTED}",  # noqa: S608 - our names
        [listed(uris), listed(ids)],
    )
    delete(connection, "articles", "id", ids)
    insert(connection, "articles", rows)
    for table in PER_ARTICLE:
        delete(connection, table, "article", ids)
        insert(connection, table, [record for r in readings for record in getattr(r, table)])
    quotations = sum(len(r.quotations) for r in readings)
    return Tally(kinds["new"], kinds["changed"], kinds["unchanged"], quotations)


def _article_rows(
    connection: DuckDBPyConnection, readings: Sequence[Reading]
) -> tuple[list[dict[str, Any]], Counter[str]]:
    """Return the rows of the articles with their version numbers, and how many are new or not."""
    known: dict[str, dict[str, int]] = {r.article.uri: {} for r in readings}
    for uri, article, version in connection.execute(
        f"SELECT uri, id, version FROM articles WHERE uri IN {LISTED}",  # noqa: S608 - our names
        [listed(known)],
    ).fetchall():
        known[uri][article] = version
    newest = {r.article.uri: r.article.id for r in readings}
    rows: list[dict[str, Any]] = []
    kinds: Counter[str] = Counter()
    for article in (r.article for r in readings):
        versions = known[article.uri]
        kinds["unchanged" if article.id in versions else "changed" if versions else "new"] += 1
        version = versions.setdefault(article.id, max(versions.values(), default=0) + 1)
        latest = newest[article.uri] == article.id
        rows.append(to_row(article) | {"version": version, "latest": latest})
    return rows, kinds
