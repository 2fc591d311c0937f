"""Every page that came in is accounted for, and the account stays with the dossier."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import recoupe
from recoupe import pipeline
from recoupe.cli import run
from recoupe.dossier import runs, shards, store
from recoupe.dossier.take_in import Tally
from recoupe.errors import DefectError
from recoupe.records import Failure, Page, Reading

PAGE = "Le bac\n« Le bac partira demain », a dit mardi la directrice, Léa Sorel, à La Vigie.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two pages, one of them at two addresses, and an empty one."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in (("a", PAGE), ("b", PAGE), ("empty", "")):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def accounts(path: Path) -> list[tuple[int, ...]]:
    with recoupe.open(path) as dossier, dossier.cursor() as connection:
        return [
            (r.number, r.pages, r.new, r.changed, r.unchanged, r.repeated, r.failed)
            for r in runs.runs(connection)
        ]


@pytest.mark.parametrize("shard", [1, 2, 32])
def test_every_run_has_its_account(shard: int, folder: Path, tmp_path: Path) -> None:
    path, settings = tmp_path / "bac.duckdb", recoupe.Settings(shard_pages=shard)
    recoupe.build([folder, folder / "a.txt"], path, settings).close()
    (folder / "b.txt").write_text(PAGE + "Elle a promis une navette.\n", encoding="utf-8")
    recoupe.build([folder], path, settings).close()
    assert accounts(path) == [(1, 4, 2, 0, 0, 1, 1), (2, 3, 0, 1, 1, 0, 1)]
    with recoupe.open(path) as dossier, dossier.cursor() as connection:
        first, second = runs.runs(connection)
    assert first.inputs == (str(folder), str(folder / "a.txt"))
    assert first.recoupe == recoupe.__version__
    assert first.made <= second.made


def test_the_summary_of_a_build_accounts_for_every_page(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bac.duckdb"
    assert run(["build", str(folder), str(folder / "a.txt"), "-o", str(path)]) == 0
    told = capsys.readouterr().out
    assert "4 pages: 2 articles read (2 new, 0 changed, 0 already there), 1 repeated" in told
    assert "1 not read; " in told


def test_pages_can_be_handed_over(folder: Path) -> None:
    connection = store.in_memory()
    given = [folder, Page("https://vigie.example/bac", "text/plain", PAGE)]
    tally = pipeline.build(given, connection, recoupe.Settings())
    assert (tally.pages, tally.new, tally.failed) == (4, 3, 1)
    assert runs.runs(connection)[0].inputs == (str(folder), "pages handed over: 1")


def test_a_page_that_comes_twice_in_a_batch_is_read_once_and_counted_twice() -> None:
    page = Page("a.txt", "text/plain", PAGE)
    first, failure, second = pipeline.read_batch(
        [page, Page("b.txt", "text/plain", ""), page], recoupe.Settings()
    )
    assert isinstance(first, Reading)
    assert isinstance(failure, Failure)
    assert second is first


def test_pages_that_are_unaccounted_for_stop_the_build_and_leave_the_dossier_alone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bac.duckdb"
    recoupe.build(folder, path).close()
    before = path.read_bytes()
    monkeypatch.setattr(pipeline, "load", lambda *_given: Tally(new=1))
    with pytest.raises(DefectError, match="3 pages came in and 1 are accounted for"):
        recoupe.build(folder, path)
    assert path.read_bytes() == before


def test_a_build_in_which_nothing_can_be_read_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "none.duckdb"
    with pytest.raises(recoupe.InputError, match="none of the 1 page"):
        recoupe.build(folder / "empty.txt", path)
    assert not path.exists()
    assert not shards.folder_of(path).exists()


def test_many_inputs_are_not_all_named() -> None:
    connection = store.in_memory()
    inputs = [f"{n}.txt" for n in range(runs.MOST_INPUTS + 5)]
    runs.record(connection, inputs, 0, Tally())
    (only,) = runs.runs(connection)
    assert only.inputs == (*inputs[: runs.MOST_INPUTS], "and 5 more")


def test_check_tells_the_account(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bac.duckdb"
    recoupe.build([folder, folder], path).close()
    assert run(["check", str(path), "--json"]) == 0
    (account,) = json.loads(capsys.readouterr().out)["runs"]
    assert (account["pages"], account["new"], account["repeated"], account["failed"]) == (
        6,
        2,
        2,
        2,
    )
