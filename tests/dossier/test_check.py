"""Whatever is broken in a dossier is named by ``recoupe check``, with what to do."""

from __future__ import annotations

import json
import lzma
import shutil
from pathlib import Path

import duckdb
import pytest

import recoupe
from recoupe.cli import run
from recoupe.dossier import lock, shards, store
from recoupe.dossier.check import check
from recoupe.link.alone import prepared

from .make_fixtures import OLD
from .records import reading


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dossier in which nothing is broken, for reading only."""
    path = tmp_path_factory.mktemp("sound") / "affair.duckdb"
    path.write_bytes(lzma.decompress(max(OLD.iterdir()).read_bytes()))
    recoupe.open(path).close()
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path))


def test_a_sound_dossier_has_no_problems_and_its_account(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(path)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "5 pages in: 3 new, 1 changed, 0 already there, 0 repeated, 1 not read" in told[0]
    assert told[-1].endswith("all is well")
    before = path.read_bytes()
    assert run(["check", str(path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["well"], answer["problems"]) == (True, [])
    assert answer["runs"][0]["pages"] == 5
    assert path.read_bytes() == before


MOVED = "{'start': 1, 'end': 4, 'text': '!!!'}"
"""A span at a place where its words are not."""

DISCREPANCY = "INSERT INTO discrepancies VALUES ('d', '', '', [], '', 0, false,"


@pytest.mark.parametrize(
    ("breaking", "where"),
    [
        ('UPDATE articles SET "text" = \'!\' || "text"', "quotations.content"),
        ("UPDATE articles SET \"text\" = ''", "articles.zones"),
        ("UPDATE articles SET title = MOVED", "articles.title"),
        ("UPDATE times SET span = MOVED WHERE rowid = 0", "times.span"),
        ('UPDATE events SET "trigger" = MOVED WHERE rowid = 0', "events.trigger"),
        ("UPDATE actors SET roles = [{'role': '', 'span': MOVED}] WHERE rowid = 0", "actors.roles"),
        (
            f"{DISCREPANCY} NULL, [{{'article': 'gone', 'start': 0, 'end': 0, 'text': ''}}])",
            "discrepancies.words",
        ),
        (f"{DISCREPANCY} 'gone', [])", "discrepancies"),
        ("INSERT INTO reprints VALUES ('r', 'gone', [], NULL, [])", "reprints"),
        ("INSERT INTO threads VALUES ('t', '', [], '', '', 'gone', [])", "threads"),
        ("DELETE FROM actors", "quotations"),
        ("DELETE FROM actors", "memberships"),
        ("DELETE FROM actors", "entities"),
        ("DELETE FROM quotations", "utterances"),
        ("DELETE FROM quotations", "quantities"),
        ("DELETE FROM quotations", "statements"),
        ("DELETE FROM events", "moments"),
        ("DELETE FROM quantities", "coverage"),
        ("DELETE FROM articles WHERE latest", "actors"),
        ("DELETE FROM articles WHERE latest", "stories"),
        ("DELETE FROM articles WHERE latest", "revisions"),
        ("DELETE FROM entities", "utterances"),
        ("DELETE FROM utterances", "moments"),
        ("DELETE FROM wordings", "statements"),
        ("INSERT INTO actors FROM actors LIMIT 1", "actors"),
        ("UPDATE articles SET latest = true", "articles"),
        ("UPDATE articles SET latest = false", "articles"),
        ("UPDATE runs SET pages = pages + 1", "runs"),
        ('UPDATE runs SET pages = pages + 1, "new" = "new" + 1', "articles"),
        ("UPDATE runs SET pages = pages - 1, failed = 0", "failures"),
        ("UPDATE shelf_stamp SET recipe = 0", "shelf"),
        ("DELETE FROM times", "shelf"),
        ("INSERT INTO fresh SELECT id FROM articles", "fresh"),
    ],
)
def test_what_is_broken_is_named(
    breaking: str, where: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with duckdb.connect(str(path)) as connection:
        broken = connection.execute(breaking.replace("MOVED", MOVED)).fetchall()
        assert broken[0][0], "nothing of this kind is in the dossier"
    problems = [problem for problem in check(path).problems if problem.where == where]
    assert problems
    assert all(problem.remedy for problem in problems)
    assert run(["check", str(path)]) == 1
    assert f"{where}: {problems[0].what}" in capsys.readouterr().out


@pytest.mark.parametrize("left", [0, 5_000, 400_000])
def test_a_file_that_was_cut_is_named(
    left: int, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_bytes(path.read_bytes()[:left])
    assert run(["check", str(path), "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["where"] == path.name
    assert problem["remedy"]


def test_bits_that_flipped_are_named(path: Path) -> None:
    """DuckDB guards its blocks with checksums, and looks at them when it reads a block."""
    data = bytearray(path.read_bytes())
    for place in range(20_000, len(data), 40_000):
        data[place] ^= 1
    path.write_bytes(data)
    (problem,) = check(path).problems
    assert "damaged" in problem.what
    assert "build it again" in problem.remedy


def test_what_a_killed_build_left_is_named(path: Path) -> None:
    store.draft_of(path).write_bytes(b"")
    shards.keep(shards.folder_of(path), "k", [prepared(reading())])
    draft, folder = check(path).problems
    assert draft.where == "affair.duckdb.building"
    assert folder.where == "affair.duckdb.shards"
    assert "1 shard" in folder.what
    assert "run the same build again" in folder.remedy


def test_what_a_running_build_has_made_is_no_problem(path: Path) -> None:
    with store.writing(path) as connection:
        connection.execute("DELETE FROM times")
        assert lock.is_held(store.lock_of(path))
        assert store.draft_of(path).exists()
        assert check(path).problems == ()


def test_no_file_is_an_error_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(tmp_path / "none.duckdb")]) == 4
    assert "no dossier at" in capsys.readouterr().err
