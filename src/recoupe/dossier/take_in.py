"""Takes what was read of pages into the tables of a dossier: rows of a source in, counts out.

The rows of an article are replaced by those of its last reading; another text at the same uri is a
new version of the article; a failure stands until its page is read. In all this the order counts in
which pages came: ``shard`` numbers the parts of a source, ``places`` those of a page in its part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.dossier.results import PER_ARTICLE
from recoupe.records import Failure

MOST_FAILURES = 20
"""Failures a tally names; the dossier keeps all of them."""

Source = Mapping[str, str]
"""For each table of ``results.TABLES`` the SQL relation that holds its rows, with ``shard``."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How the pages of one run came out: :meth:`pages` is the sum of what became of each.

    ``new`` articles are at an address the dossier did not know, ``changed`` ones are another text
    at a known address, ``unchanged`` ones were there before the run. ``repeated`` are pages whose
    address and text another page of the run had, ``failed`` those that could not be read;
    ``failures`` names the first of them.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    failed: int = 0
    quotations: int = 0
    failures: tuple[Failure, ...] = ()

    @property
    def articles(self) -> int:
        """Return how many articles were read, new or not."""
        return self.new + self.changed + self.unchanged

    @property
    def pages(self) -> int:
        """Return how many pages are accounted for."""
        return self.articles + self.repeated + self.failed

    def __add__(self, other: Tally) -> Tally:
        """Add up two tallies."""
        return Tally(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.repeated + other.repeated,
            self.failed + other.failed,
            self.quotations + other.quotations,
            (self.failures + other.failures)[:MOST_FAILURES],
        )


def begin_run(connection: DuckDBPyConnection) -> None:
    """Forget which articles were read before: from now on a second reading is a repeated page."""
    connection.execute("CREATE OR REPLACE TEMP TABLE read_now (article VARCHAR NOT NULL)")


def take_in(connection: DuckDBPyConnection, source: Source) -> Tally:
    """Take in all rows of a source, in one transaction."""
    connection.begin()
    try:
        connection.execute(_ARRIVALS.format(**source))
        connection.execute(_FAILED.format(**source))
        tally = _tally(connection, source)
        _make_room(connection)
        _insert(connection, source)
        connection.execute("INSERT INTO read_now SELECT id FROM arrivals WHERE NOT again")
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    return tally


_PLACE = "(shard::BIGINT << 32) | "
"""Where a page came among all of the source."""

_ARRIVALS = f"""
CREATE OR REPLACE TEMP TABLE arrivals AS
WITH came AS (
    SELECT id, uri, shard, {_PLACE} unnest(places) AS place FROM {{articles}}
), met AS (
    SELECT id, uri, min(place) AS "first", max(place) AS "last", count(*) AS times,
        arg_max(shard, place) AS shard
    FROM came GROUP BY id, uri
), held AS (
    SELECT id, uri, version, max(version) OVER (PARTITION BY uri) AS newest
    FROM articles WHERE uri IN (SELECT uri FROM met)
)
SELECT met.*, known.version AS known, addresses.newest,
    met.id IN (SELECT article FROM read_now) AS again,
    row_number() OVER (PARTITION BY met.uri ORDER BY met."first") > 1 AS another,
    coalesce(known.version, coalesce(addresses.newest, 0)
        + row_number() OVER (PARTITION BY met.uri, known.version IS NULL ORDER BY met."first")
    ) AS version,
    met."last" = max(met."last") OVER (PARTITION BY met.uri) AS latest
FROM met
LEFT JOIN held AS known USING (id)
LEFT JOIN (SELECT DISTINCT uri, newest FROM held) AS addresses ON addresses.uri = met.uri
"""  # noqa: S608 - our own relations

_FAILED = f"""
CREATE OR REPLACE TEMP TABLE failed AS
SELECT uri, stage, reason, {_PLACE} place AS place FROM {{failures}}
"""  # noqa: S608 - our own relations

_STANDING = """
SELECT uri, arg_max(stage, place) AS stage, arg_max(reason, place) AS reason
FROM failed
WHERE NOT EXISTS (FROM arrivals a WHERE a.uri = failed.uri AND a."last" > failed.place)
GROUP BY uri
ORDER BY min(place)
"""


def _tally(connection: DuckDBPyConnection, source: Source) -> Tally:
    new, changed, unchanged, repeated = _row(
        connection,
        "SELECT count(*) FILTER (NOT again AND known IS NULL AND newest IS NULL AND NOT another),"
        " count(*) FILTER (NOT again AND known IS NULL AND (newest IS NOT NULL OR another)),"
        " count(*) FILTER (NOT again AND known IS NOT NULL),"
        " coalesce(sum(if(again, times, times - 1)), 0)::BIGINT FROM arrivals",
    )
    (failed,) = _row(connection, "SELECT count(*) FROM failed")
    (quotations,) = _row(
        connection,
        f"SELECT count(*) FROM {source['quotations']} q JOIN arrivals a"  # noqa: S608 - ours
        " ON a.id = q.article AND a.shard = q.shard WHERE NOT again",
    )
    named = f"SELECT uri, stage, reason FROM failed ORDER BY place LIMIT {MOST_FAILURES}"  # noqa: S608 - ours
    failures = tuple(Failure(*row) for row in connection.execute(named).fetchall())
    return Tally(new, changed, unchanged, repeated, failed, quotations, failures)


def _row(connection: DuckDBPyConnection, query: str) -> Sequence[Any]:
    return connection.execute(query).fetchall()[0]


def _make_room(connection: DuckDBPyConnection) -> None:
    """Take away what the arrivals replace, and mark as fresh what linking must look at."""
    connection.execute("INSERT INTO fresh SELECT id FROM arrivals")
    connection.execute(
        "DELETE FROM failures WHERE uri IN (SELECT uri FROM arrivals UNION SELECT uri FROM failed)"
    )
    if not _row(connection, "SELECT count(newest) FROM arrivals")[0]:
        return  # no address is known: deleting would look through whole tables for nothing
    connection.execute(
        "INSERT INTO fresh SELECT id FROM articles WHERE uri IN (SELECT uri FROM arrivals)"
        " AND id NOT IN (SELECT id FROM arrivals)"
    )
    connection.execute("UPDATE articles SET latest = false WHERE uri IN (SELECT uri FROM arrivals)")
    connection.execute("DELETE FROM articles WHERE id IN (SELECT id FROM arrivals)")
    for table in PER_ARTICLE:
        connection.execute(f"DELETE FROM {table} WHERE article IN (SELECT id FROM arrivals)")  # noqa: S608 - our names


def _insert(connection: DuckDBPyConnection, source: Source) -> None:
    connection.execute(
        "INSERT INTO articles BY NAME SELECT x.* EXCLUDE (shard, places), a.version, a.latest"  # noqa: S608 - ours
        f" FROM {source['articles']} x JOIN arrivals a ON a.id = x.id AND a.shard = x.shard"
    )
    for table in PER_ARTICLE:
        connection.execute(
            f"INSERT INTO {table} BY NAME SELECT x.* EXCLUDE (shard) FROM {source[table]} x"  # noqa: S608 - ours
            " JOIN arrivals a ON a.id = x.article AND a.shard = x.shard"
        )
    connection.execute(f"INSERT INTO failures BY NAME {_STANDING}")
