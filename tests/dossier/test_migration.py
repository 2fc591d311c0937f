"""A dossier of any older version is brought up to date, whole, and then is as one built today."""

from __future__ import annotations

import lzma
from pathlib import Path

import duckdb
import pytest

import recoupe
from recoupe.dossier import schema, store
from recoupe.dossier.check import check
from recoupe.export import jsonl

from .make_fixtures import OLD, write_pages

VERSIONS = sorted(int(path.name.partition(".")[0]) for path in OLD.iterdir())

READ = ("articles", "actors", "quotations", "times", "quantities", "events", "failures")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with the pages from which the old dossiers were made."""
    path = tmp_path_factory.mktemp("pages") / "pages.jsonl"
    write_pages(path)
    return path


@pytest.fixture(scope="module")
def today(pages: Path) -> dict[str, bytes]:
    """Return the export of a dossier built today."""
    path = pages.with_name("today.duckdb")
    recoupe.build(pages, path).close()
    return exported(path)


def exported(path: Path) -> dict[str, bytes]:
    folder = path.with_name(path.name + "-export")
    with recoupe.open(path) as dossier:
        jsonl.export(dossier, folder)
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def contents(path: Path, tables: tuple[str, ...]) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return {t: connection.execute(f"FROM {t} ORDER BY ALL").fetchall() for t in tables}


def unpacked(version: int, folder: Path) -> Path:
    path = folder / f"{version:03}.duckdb"
    path.write_bytes(lzma.decompress((OLD / f"{path.name}.xz").read_bytes()))
    return path


def test_there_is_one_of_each_version() -> None:
    assert [number for number, _script in schema.migrations()] == VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_an_old_dossier_becomes_one_of_today(
    version: int, tmp_path: Path, pages: Path, today: dict[str, bytes]
) -> None:
    path = unpacked(version, tmp_path)
    with duckdb.connect(str(path), read_only=True) as old:
        assert schema.version(old) == version
    read = READ if version > 1 else tuple(t for t in READ if t not in {"quantities", "events"})
    before = contents(path, read)
    recoupe.open(path).close()
    assert contents(path, read) == before
    assert check(path).problems == ()
    assert check(path).version == schema.newest()
    recoupe.build(pages, path).close()
    assert exported(path) == today
    assert check(path).problems == ()
    assert [(run.number, run.new, run.changed) for run in check(path).runs][-1][1:] == (0, 0)


def test_an_older_dossier_is_told_by_check(tmp_path: Path) -> None:
    path = unpacked(VERSIONS[0], tmp_path)
    (problem,) = check(path).problems
    assert "version 1" in problem.what
    assert "recoupe show 001.duckdb" in problem.remedy


def test_a_migration_that_was_left_out_is_caught_up_with(tmp_path: Path) -> None:
    """Two lines of development each added a migration; the dossier has seen the later one only."""
    path = unpacked(VERSIONS[-1], tmp_path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("DROP TABLE story_pairs; DROP TABLE story_terms")
        connection.execute("DELETE FROM schema_version WHERE version = 8")
    with store.open_for_reading(path) as connection:
        assert schema.missing(connection) == ()
        assert connection.execute("SELECT count(*) FROM story_terms").fetchone() is not None
