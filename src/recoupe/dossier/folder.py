"""Keeps a dossier as a folder of Parquet: an open dossier in, one file a table out, and back.

The folder holds ``manifest.json``, which names the subfolder in which the tables lie. To replace a
dossier is to write another subfolder and then, in one step, another manifest; the tables of before
stay until the next time, for readers that are at them. A folder comes to be in one step as well.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from recoupe.dossier import schema
from recoupe.dossier.durable import put_in_place, settle
from recoupe.errors import DossierError
from recoupe.rows import count, from_row, quoted, to_row

MANIFEST = "manifest.json"

ROW_GROUP = 8_192
"""Rows that are packed together: what a page of a dossier shows is spread over a table, and of each
group in which it lies all rows are unpacked (DuckDB's own 122,880 take five times as long)."""

_NAME = re.compile(r"[a-z_0-9]+")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the folder, and how many rows it has."""

    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder holds: ``version`` is that of the tables, ``tables`` lie in ``folder``."""

    recoupe: str
    version: int
    folder: str
    tables: tuple[Table, ...]


def is_folder(path: Path) -> bool:
    """Tell whether a dossier lies at the path as a folder."""
    return (path / MANIFEST).is_file()


def manifest(path: Path) -> Manifest:
    """Return what the folder holds; :class:`DossierError` where it does not say it."""
    try:
        row = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        tables = [from_row(Table, table) for table in row["tables"]]
        told = from_row(Manifest, {**row, "tables": tables})
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise DossierError(f"{path} is damaged: build it again from its pages") from error
    names = (told.folder, *(table.name for table in told.tables))
    if not all(isinstance(name, str) and _NAME.fullmatch(name) for name in names):
        raise DossierError(f"{path} is no dossier: its {MANIFEST} names other files")
    return told


def view(path: Path) -> DuckDBPyConnection:
    """Open a folder for reading: a database in memory whose tables are views of the files."""
    connection = duckdb.connect()
    try:
        schema.migrate(connection, schema.require(manifest(path).version, path))
        connection.execute("SET parquet_metadata_cache = true")
        for name, source in _sources(path):
            connection.execute(f"DROP TABLE IF EXISTS {name}")
            connection.execute(f"CREATE VIEW {name} AS FROM {source}")
    except BaseException:
        connection.close()
        raise
    return connection


def fill(connection: DuckDBPyConnection, path: Path) -> None:
    """Put all tables of a folder, of whatever version it is, into an empty database."""
    told = manifest(path)
    schema.migrate(connection, schema.require(told.version, path))
    listed = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    known = {name for (name,) in listed}
    for name, source in _sources(path):
        if name == "schema_version":
            continue  # what was done above
        if name in known:
            connection.execute(f"INSERT INTO {name} BY NAME FROM {source}")
        else:
            connection.execute(f"CREATE TABLE {name} AS FROM {source}")


def _sources(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the name of each table and the SQL relation that reads it."""
    told = manifest(path)
    for table in told.tables:
        yield table.name, f"read_parquet({quoted(path / told.folder / _file(table.name))})"


def publish(connection: DuckDBPyConnection, path: Path) -> None:
    """Write all tables of an open dossier to the folder, which then holds them and no others."""
    if is_folder(path):
        before = manifest(path).folder
        _write(connection, path)
        _discard(path, {before, manifest(path).folder})
        return
    draft = draft_of(path)
    discard(path)
    draft.mkdir(parents=True)
    _write(connection, draft)
    draft.replace(path)
    settle(path.parent)


def _write(connection: DuckDBPyConnection, place: Path) -> None:
    folder = f"tables_{secrets.token_hex(4)}"
    (place / folder).mkdir()
    try:
        told = Manifest(
            metadata.version("recoupe"),
            schema.require(schema.version(connection), place),
            folder,
            tuple(_write_tables(connection, place / folder)),
        )
        draft = place / folder / MANIFEST
        draft.write_text(json.dumps(to_row(told), indent=1), encoding="utf-8")
        settle(place / folder)
        put_in_place(draft, place / MANIFEST)
    except BaseException:
        shutil.rmtree(place / folder, ignore_errors=True)
        raise


def _write_tables(connection: DuckDBPyConnection, folder: Path) -> Iterator[Table]:
    names = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY table_name"
    ).fetchall()
    for (name,) in names:
        path = folder / _file(name)
        connection.execute(
            f"COPY {name} TO {quoted(path)}"
            f" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
        )
        settle(path)
        yield Table(name, count(connection, name))


def draft_of(path: Path) -> Path:
    """Return where a folder is written that is not there yet."""
    return path.with_name(path.name + ".writing")


def discard(path: Path) -> None:
    """Remove what was written of a folder that did not come to be."""
    shutil.rmtree(draft_of(path), ignore_errors=True)


def _discard(path: Path, but: set[str]) -> None:
    for place in path.glob("tables_*"):
        if place.name not in but:
            shutil.rmtree(place, ignore_errors=True)


def _file(table: str) -> str:
    return f"{table}.parquet"
