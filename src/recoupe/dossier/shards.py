"""Keeps what was read of a shard of pages: results in, Parquet files with a mark out, and back.

A shard is a folder named by its key: one file a table, and the mark, a small JSON file that is
written last and names the files with their sizes and hashes. Without its mark, or with a file that
is not what the mark says, a shard was never kept. Names of files are of one attempt, so that two
processes which keep the same shard do not disturb each other.
"""

from __future__ import annotations

import json
import logging
import secrets
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Any

import duckdb

from recoupe.dossier.durable import put_in_place, settle
from recoupe.dossier.results import rows, shapes
from recoupe.dossier.store import explained
from recoupe.link.alone import Prepared
from recoupe.records import Failure
from recoupe.rows import from_row, quoted, selected, to_row

MARK = "mark.json"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of a shard, by the table whose rows it holds."""

    table: str
    name: str
    bytes: int
    digest: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Says that a shard is whole: how its pages came out, and which files hold what was read.

    ``pages`` = ``articles`` + ``repeated`` + ``failures``; repeated are pages whose address and
    text another page of the shard had.
    """

    key: str
    recoupe: str
    pages: int
    articles: int
    repeated: int
    failures: int
    files: tuple[KeptFile, ...]


def folder_of(path: Path) -> Path:
    """Return the folder in which the shards of a dossier lie while it is built."""
    return path.with_name(path.name + ".shards")


def keys(folder: Path) -> frozenset[str]:
    """Return the keys of the shards that have a mark."""
    return frozenset(mark.parent.name for mark in folder.glob(f"*/{MARK}"))


def kept(folder: Path, key: str) -> Mark | None:
    """Return the mark of a shard that lies there whole; one that is damaged is told and removed."""
    place = folder / key
    if not (place / MARK).is_file():
        return None
    try:
        mark = mark_of(json.loads((place / MARK).read_text(encoding="utf-8")))
        whole = mark.key == key and all(_is_whole(place, file) for file in mark.files)
    except (ValueError, KeyError, TypeError, AttributeError, OSError):
        whole = False
    if whole:
        return mark
    _log.warning("%s is damaged: its pages are read again", place)
    shutil.rmtree(place, ignore_errors=True)
    return None


def mark_of(row: dict[str, Any]) -> Mark:
    """Return the mark that a row of JSON tells."""
    return from_row(Mark, {**row, "files": [from_row(KeptFile, file) for file in row["files"]]})


def _is_whole(place: Path, file: KeptFile) -> bool:
    data = (place / file.name).read_bytes()
    return len(data) == file.bytes and _digest(data) == file.digest


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def keep(folder: Path, key: str, results: Sequence[Prepared | Failure]) -> Mark:
    """Leave what was read of a shard in a folder of its own, the mark last."""
    place = folder / key
    attempt = secrets.token_hex(4)
    found = rows(results)
    with explained(folder):
        place.mkdir(parents=True, exist_ok=True)
        try:
            files = _write(place, attempt, found)
            mark = _mark(key, len(results), found, files)
            draft = place / f"{attempt}-{MARK}"
            draft.write_text(json.dumps(to_row(mark), indent=1), encoding="utf-8")
            put_in_place(draft, place / MARK)
            settle(folder)
        except BaseException:
            for leaving in place.glob(f"{attempt}-*"):
                leaving.unlink(missing_ok=True)
            raise
    return mark


def _mark(key: str, pages: int, found: dict[str, list[Any]], files: Sequence[KeptFile]) -> Mark:
    articles, failures = len(found["articles"]), len(found["failures"])
    repeated = sum(len(row["places"]) for row in found["articles"]) - articles
    version = metadata.version("recoupe")
    return Mark(key, version, pages, articles, repeated, failures, tuple(files))


def _write(place: Path, attempt: str, found: dict[str, list[Any]]) -> list[KeptFile]:
    """Write one Parquet file a table."""
    files = []
    with duckdb.connect(config={"threads": 1}) as connection:
        for table, table_rows in found.items():
            path = place / f"{attempt}-{table}.parquet"
            kinds = shapes()[table]
            query, values = selected(kinds, {n: [row.get(n) for row in table_rows] for n in kinds})
            options = "(FORMAT parquet, COMPRESSION zstd)"
            connection.execute(f"COPY ({query}) TO {quoted(path)} {options}", values)
            settle(path)
            data = path.read_bytes()
            files.append(KeptFile(table, path.name, len(data), _digest(data)))
    return files


def discard(folder: Path, but: Iterable[str] = ()) -> None:
    """Remove the shards of a folder, but for those named; with the last of them the folder goes."""
    wanted = set(but)
    for place in folder.iterdir() if folder.is_dir() else ():
        if place.name not in wanted:
            shutil.rmtree(place, ignore_errors=True)
    with suppress(OSError):
        folder.rmdir()
