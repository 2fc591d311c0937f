"""What was read of a shard is kept whole or not at all, and comes into a dossier as it was."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from recoupe.dossier import durable, shards, store
from recoupe.dossier.read import Dossier
from recoupe.dossier.shards import Mark
from recoupe.dossier.take_in import Tally
from recoupe.dossier.write import load, write
from recoupe.link.alone import prepared
from recoupe.records import Failure, Reading

from .records import FAILED, TEXT, reading

OLD, NEW = reading(), reading(text=TEXT + "Mise à jour.\n")
OTHER = reading("pages/autre.txt")
AGAIN = replace(FAILED, uri=OLD.article.uri)

RUNS: tuple[tuple[list[Reading | Failure], ...], ...] = (
    ([OLD, OTHER, FAILED],),
    ([OLD], [OTHER], [FAILED]),
    ([OLD, OLD, FAILED, FAILED],),
    ([OLD], [OLD], [FAILED], [FAILED]),
    ([OLD, NEW],),
    ([OLD], [NEW], [OLD]),
    ([OLD, NEW, OLD],),
    ([AGAIN, OLD],),
    ([OLD], [AGAIN]),
    ([replace(OLD, quotations=()), OTHER], [OLD, OTHER]),
    ([], [OTHER]),
)


def keep(folder: Path, key: str, results: Iterable[Reading | Failure]) -> Mark:
    return shards.keep(folder, key, [*map(prepared, results)])


def state(dossier: Dossier) -> tuple[object, ...]:
    return (
        dossier.readings(),
        dossier.failures(),
        dossier.version_numbers(),
        [article.id for article in dossier.articles()],
    )


@pytest.mark.parametrize("parts", RUNS)
def test_shards_come_in_as_what_is_written_does(
    parts: tuple[list[Reading | Failure], ...], tmp_path: Path
) -> None:
    """However the pages are cut into shards, and again when they are loaded a second time."""
    written, loaded = store.in_memory(), store.in_memory()
    everything = [result for part in parts for result in part]
    marks = [keep(tmp_path, f"key {n}", part) for n, part in enumerate(parts)]
    for _time in range(2):
        first, second = write(written, everything), load(loaded, tmp_path, marks)
        assert first == second
        assert first.pages == len(everything) == sum(mark.pages for mark in marks)
        assert state(Dossier(loaded)) == state(Dossier(written))


def test_the_last_text_of_an_address_is_the_latest(tmp_path: Path) -> None:
    connection = store.in_memory()
    tally = load(connection, tmp_path, [keep(tmp_path, "k", [OLD, NEW, OLD])])
    assert (tally.new, tally.changed, tally.repeated) == (1, 1, 1)
    assert [a.id for a in Dossier(connection).articles()] == [OLD.article.id]


def test_a_failure_stands_until_its_page_is_read(tmp_path: Path) -> None:
    connection = store.in_memory()
    load(connection, tmp_path, [keep(tmp_path, "k", [OLD, AGAIN])])
    assert Dossier(connection).failures() == (AGAIN,)
    load(connection, tmp_path, [keep(tmp_path, "k", [AGAIN, OLD])])
    assert Dossier(connection).failures() == ()


def test_a_mark_counts_what_became_of_the_pages(tmp_path: Path) -> None:
    mark = keep(tmp_path, "k", [OLD, OLD, NEW, FAILED])
    assert (mark.pages, mark.articles, mark.repeated, mark.failures) == (4, 2, 1, 1)
    assert shards.kept(tmp_path, "k") == mark
    assert shards.keys(tmp_path) == {"k"}
    assert shards.kept(tmp_path, "another") is None


def test_tallies_add_up_and_name_the_first_failures() -> None:
    failures = tuple(replace(FAILED, uri=f"{n}.txt") for n in range(15))
    both = Tally(new=1, failed=15, failures=failures) + Tally(
        repeated=2, failed=15, failures=failures
    )
    assert (both.pages, both.failed, len(both.failures)) == (33, 30, 20)


@pytest.mark.parametrize("table", ["articles", "events", "failures"])
def test_a_bit_that_flipped_in_a_shard_is_seen(
    table: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    mark = keep(tmp_path, "k", [OLD, FAILED])
    (name,) = [file.name for file in mark.files if file.table == table]
    data = bytearray((tmp_path / "k" / name).read_bytes())
    data[-20] ^= 1
    (tmp_path / "k" / name).write_bytes(data)
    assert shards.kept(tmp_path, "k") is None
    assert "k is damaged: its pages are read again" in caplog.text
    assert not (tmp_path / "k").exists()


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"key": "k", "files": [1]}', "\x00"])
def test_a_mark_that_is_damaged_is_none(
    content: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keep(tmp_path, "k", [OLD])
    (tmp_path / "k" / shards.MARK).write_text(content, encoding="utf-8")
    assert shards.kept(tmp_path, "k") is None
    assert "damaged" in caplog.text


def test_the_mark_of_another_shard_is_none(tmp_path: Path) -> None:
    keep(tmp_path, "k", [OLD])
    (tmp_path / "k").rename(tmp_path / "l")
    assert shards.kept(tmp_path, "l") is None


def test_files_without_a_mark_are_nothing(tmp_path: Path) -> None:
    mark = keep(tmp_path, "k", [OLD])
    (tmp_path / "k" / shards.MARK).unlink()
    assert shards.kept(tmp_path, "k") is None
    again = keep(tmp_path, "k", [OLD])
    assert {f.name for f in again.files}.isdisjoint(f.name for f in mark.files)
    assert shards.kept(tmp_path, "k") == again


def test_shards_that_are_not_wanted_any_more_are_removed(tmp_path: Path) -> None:
    folder = shards.folder_of(tmp_path / "affair.duckdb")
    for key in ("a", "b", "c"):
        keep(folder, key, [OLD])
    shards.discard(folder, {"b"})
    assert shards.keys(folder) == {"b"}
    shards.discard(folder)
    assert not folder.exists()
    shards.discard(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="needs the limits of a POSIX system")
@pytest.mark.parametrize("room", [0, 500, 2_000])
def test_a_shard_for_which_there_is_no_room_is_told_and_leaves_no_mark(
    room: int, tmp_path: Path
) -> None:
    program = (
        "import pathlib, resource, sys\n"
        "from recoupe.dossier import shards\n"
        "from recoupe.link.alone import prepared\n"
        "from tests.dossier.records import reading\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))\n"
        "shards.keep(pathlib.Path(sys.argv[1]), 'k', [prepared(reading())])\n"
    )
    full = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        check=False,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join([*sys.path, str(Path(__file__).parents[2])])},
    )
    assert "DossierError: no room to write" in full.stderr.splitlines()[-1]
    assert not list(tmp_path.glob("k/*"))


def test_a_file_is_on_the_disk_before_it_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    settle, replace_ = durable.settle, Path.replace

    def settles(path: Path) -> None:
        done.append(f"settle {path.name}")
        settle(path)

    def replaces(path: Path, target: Path) -> Path:
        done.append(f"{path.name} to {target.name}")
        return replace_(path, target)

    monkeypatch.setattr(durable, "settle", settles)
    monkeypatch.setattr(Path, "replace", replaces)
    with store.writing(tmp_path / "affair.duckdb") as connection:
        write(connection, [OLD])
    assert done == [
        "settle affair.duckdb.building",
        "affair.duckdb.building to affair.duckdb",
        f"settle {tmp_path.name}",
    ]
