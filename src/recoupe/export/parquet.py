"""Writes a dossier as Parquet: an open dossier in, one file a table with nested columns out.

The tables and columns are those of the JSON Lines export; spans stay structs, lists stay lists.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from recoupe.dossier.read import Dossier
from recoupe.export import jsonl
from recoupe.export.columns import COLUMNS
from recoupe.export.files import drafted, writable
from recoupe.rows import quoted

LONGEST_ROW = 1 << 30
"""Bytes of one row that DuckDB may read: an actor of a large dossier has all its mentions."""


def export(dossier: Dossier, folder: Path) -> dict[str, int]:
    """Write ``TABLE.parquet`` for each table into ``folder`` and return the rows of each.

    Raises :class:`DossierError` where the folder cannot be written.
    """
    with writable(folder), TemporaryDirectory(dir=folder, prefix=".parquet-") as between:
        counts = jsonl.export(dossier, Path(between))
        with duckdb.connect() as connection:
            for table in counts:
                _copy(connection, Path(between) / f"{table}.jsonl", folder / f"{table}.parquet")
    return counts


def _copy(connection: duckdb.DuckDBPyConnection, source: Path, path: Path) -> None:
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS[path.stem].items())
    rows = (
        f"read_json($source, format = 'newline_delimited', columns = {{{columns}}},"
        f" maximum_object_size = {LONGEST_ROW})"
    )
    with drafted(path) as draft:
        connection.execute(
            f"COPY (SELECT * FROM {rows}) TO {quoted(draft)}"  # noqa: S608 - our own names
            " (FORMAT parquet, COMPRESSION zstd)",
            {"source": str(source)},
        )
