"""Writes what was read into an open dossier: readings and failures in, a tally out.

Writing is idempotent: the rows of an article are replaced by those of its last reading, so the
same page twice adds nothing; another text at the same uri is a new version of the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from duckdb import DuckDBPyConnection

from recoupe.dossier.places import Place, fetched
from recoupe.dossier.results import TABLES, columns, rows
from recoupe.dossier.shards import Mark
from recoupe.dossier.take_in import Tally, begin_run, take_in
from recoupe.engine.chunks import chunked
from recoupe.link.alone import prepared
from recoupe.records import Failure, Reading
from recoupe.rows import insert, quoted

BATCH = 64
"""Readings written at once, where there are no shards: those of pages that are read once more. Rows
go in as one JSON parameter a table: 18,000 rows/s, against 900/s with ``executemany``; a larger
batch is no faster and holds more in memory."""

LOADED = 64
"""Shards loaded at once: 0.55 ms an article, a ninth of what rows in JSON take
(``benchmarks/loading.py``)."""


def known_files(connection: DuckDBPyConnection) -> tuple[str, ...]:
    """Return the paths of the files whose articles and failures the dossier holds.

    Addresses of the web, of which there may be millions, have one spelling and are left out.
    """
    query = "FROM (SELECT uri FROM articles UNION SELECT uri FROM failures) WHERE uri NOT LIKE ?"
    return tuple(row[0] for row in connection.execute(query, ["%://%"]).fetchall())


def load(connection: DuckDBPyConnection, place: Place, marks: Iterable[Mark]) -> Tally:
    """Take in the shards that the marks tell of, in their order, as one run."""
    begin_run(connection)
    tally = Tally()
    for group in chunked(marks, LOADED):
        with fetched(place, group) as folder:
            source = {table: _files(folder, group, table) for table in TABLES}
            tally += take_in(connection, source)
    return tally


def _files(folder: Path, marks: Sequence[Mark], table: str) -> str:
    """Return the SQL relation of one table in several shards, which are numbered in order."""
    paths = [folder / m.key / f.name for m in marks for f in m.files if f.table == table]
    listed = ", ".join(map(quoted, paths))
    return f"(SELECT *, file_index AS shard FROM read_parquet([{listed}]))"  # noqa: S608 - our files


def write(connection: DuckDBPyConnection, items: Iterable[Reading | Failure]) -> Tally:
    """Write all items as one run, in batches, each in one transaction."""
    begin_run(connection)
    for table in TABLES:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE incoming_{table} ({columns(table)})")
    tally = Tally()
    for batch in chunked(items, BATCH):
        tally += _write_batch(connection, batch)
    return tally


def _write_batch(connection: DuckDBPyConnection, items: Sequence[Reading | Failure]) -> Tally:
    for table, table_rows in rows([*map(prepared, items)]).items():
        connection.execute(f"DELETE FROM incoming_{table}")  # noqa: S608 - our names
        insert(connection, f"incoming_{table}", table_rows)
    return take_in(connection, {t: f"(SELECT *, 0 AS shard FROM incoming_{t})" for t in TABLES})  # noqa: S608 - our names
