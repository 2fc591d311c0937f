"""A dossier as a folder of Parquet answers as a file does, and is replaced whole or not at all."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from starlette.testclient import TestClient

import recoupe
from recoupe.cli import run
from recoupe.dossier import folder, schema, store
from recoupe.dossier.check import check
from recoupe.dossier.check.leavings import leavings
from recoupe.errors import DossierError
from recoupe.web.app import make_app

from .test_migration import exported, unpacked

AFFAIR = Path(__file__).parents[2] / "examples" / "sarroval"
PAGES = sorted(AFFAIR.iterdir())

HOME = "http://localhost"

ENOUGH = 80
"""Web pages that are compared, of those to which the first ones lead."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("file") / "affair"
    recoupe.build(PAGES, path).close()
    return path


@pytest.fixture(scope="module")
def tables(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("folder") / "affair"
    with store.open_for_reading(file) as connection:
        folder.publish(connection, path)
    return path


@pytest.fixture
def own(tables: Path, tmp_path: Path) -> Path:
    """Return a copy that a test may change."""
    return Path(shutil.copytree(tables, tmp_path / "affair"))


def test_a_build_makes_a_folder_where_the_name_ends_with_a_slash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "affair"
    assert run(["build", str(PAGES[1]), "-o", f"{path}/"]) == 0
    assert "1 page: 1 article read" in capsys.readouterr().out
    assert folder.is_folder(path)
    assert [p.name for p in tmp_path.iterdir()] == ["affair"]
    recoupe.build(PAGES[3], f"{path}/").close()
    with recoupe.open(path) as dossier:
        assert len(dossier.articles()) == 2


def test_exports_and_checks_are_those_of_the_file(file: Path, tables: Path) -> None:
    assert exported(tables) == exported(file)
    assert not check(tables).problems
    assert check(tables).runs == check(file).runs


def test_every_web_page_is_that_of_the_file(file: Path, tables: Path) -> None:
    with (
        TestClient(make_app(file), HOME) as one,
        TestClient(make_app(tables), HOME) as other,
    ):
        seen = {"/": None, "/search?q=accord": None, "/api/v1/search?q=port": None}
        for address in reached(one, seen):
            answers = [client.get(address) for client in (one, other)]
            assert answers[0].text == answers[1].text, address
            assert answers[1].status_code == 200, address
    assert len(seen) == ENOUGH


def reached(client: TestClient, seen: dict[str, None]) -> Iterator[str]:
    """Yield addresses and those that their pages lead to; they are kept in ``seen``."""
    waiting = list(seen)
    while waiting:
        address = waiting.pop(0)
        yield address
        for found in re.findall(r'href="(/[^"#]*)', client.get(address).text):
            if found not in seen and not found.startswith("/static") and len(seen) < ENOUGH:
                seen[found.replace("&amp;", "&")] = None
                waiting.append(found.replace("&amp;", "&"))


@pytest.mark.parametrize("command", [["show"], ["report"], ["export", "-f", "gexf"]])
def test_commands_say_what_they_say_of_the_file(
    command: list[str], file: Path, tables: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for path in (file, tables):
        out = [] if command == ["show"] else ["-o", str(tmp_path / f"{path.parent.name}.md")]
        assert run([command[0], str(path), *command[1:], *out]) == 0
        said.append(capsys.readouterr().out.replace(path.parent.name, ""))
        said[-1] += "".join(p.read_text("utf-8") for p in tmp_path.rglob(f"{path.parent.name}*/*"))
    assert said[0] == said[1]


def test_what_is_written_into_a_folder_is_kept(own: Path) -> None:
    with recoupe.open(own) as dossier:
        found = dossier.discrepancies()
    assert run(["corrections", "list", str(own)]) == 0
    with store.writing(own) as connection:
        connection.execute("INSERT INTO dismissed_discrepancies VALUES (?)", [found[0].id])
    with recoupe.open(own) as dossier:
        assert len(dossier.discrepancies()) == len(found) - 1
    assert folder.is_folder(own)


def test_a_reader_goes_on_with_what_it_opened(own: Path) -> None:
    with store.open_for_reading(own) as connection, recoupe.open(own) as before:
        recoupe.build(AFFAIR.parent / "README.md", own).close()
        assert connection.execute("SELECT count(*) FROM articles").fetchall() == [(10,)]
        assert len(before.articles()) == 10
    with recoupe.open(own) as after:
        assert len(after.articles()) == 11
    assert len(list(own.glob("tables_*"))) == 2, "the tables of before, and those of now"


def test_a_web_page_shows_what_is_there_now(own: Path) -> None:
    with TestClient(make_app(own), HOME) as client:
        before = client.get("/articles").text
        recoupe.build(AFFAIR.parent / "README.md", own).close()
        assert client.get("/articles").text != before


def test_what_goes_wrong_leaves_no_folder_and_changes_none(own: Path, tmp_path: Path) -> None:
    before = (own / folder.MANIFEST).read_bytes()
    for path, as_folder in ((own, False), (tmp_path / "new", True)):
        with pytest.raises(DossierError, match="cannot be used"):
            write_badly(path, as_folder=as_folder)
    assert (own / folder.MANIFEST).read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["affair"]


def write_badly(path: Path, *, as_folder: bool) -> None:
    with store.writing(path, as_folder=as_folder) as connection:
        connection.execute("DELETE FROM articles")
        connection.execute("FROM nowhere")


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX systems do")
@pytest.mark.parametrize("new", [True, False], ids=["a new one", "one that is there"])
def test_a_folder_whose_writing_is_killed_is_not_there_or_as_it_was(
    own: Path, tmp_path: Path, *, new: bool
) -> None:
    path = tmp_path / "new" if new else own
    program = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        "from recoupe.dossier import folder, store\n"
        "with store.writing(Path(sys.argv[1]), as_folder=sys.argv[2] == 'new') as connection:\n"
        "    connection.execute('DELETE FROM articles')\n"
        "    folder.put_in_place = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", program, str(path), "new" if new else "old"]
    assert subprocess.run(command, check=False, env=environment).returncode == -9
    if new:
        assert not path.exists()
        assert {p.where for p in leavings(path)} == {"new.building", "new.writing"}
        recoupe.build(PAGES[1], f"{path}/").close()
    with recoupe.open(path) as dossier:
        assert len(dossier.articles()) == (1 if new else 10)


@pytest.mark.parametrize("version", [10, 40])
def test_an_older_folder_is_brought_up_to_date(version: int, tmp_path: Path) -> None:
    old = unpacked(version, tmp_path)
    path = tmp_path / "affair"
    with duckdb.connect(str(old), read_only=True) as connection:
        folder.publish(connection, path)
    assert folder.manifest(path).version == version
    assert exported(path) == exported(old)
    assert folder.manifest(path).version == schema.newest()


def test_damage_is_told(own: Path) -> None:
    (found,) = own.glob("tables_*/quotations.parquet")
    found.write_bytes(found.read_bytes()[:100])
    with pytest.raises(DossierError, match="is damaged: delete it and build it again"):
        recoupe.open(own)
    found.unlink()
    with pytest.raises(DossierError, match="is damaged: delete it and build it again"):
        recoupe.open(own)
    (own / folder.MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(DossierError, match="is damaged: build it again"):
        recoupe.open(own)


def test_a_manifest_names_tables_of_its_folder_only(own: Path) -> None:
    told = json.loads((own / folder.MANIFEST).read_text(encoding="utf-8"))
    for name in ("../articles", "a; DROP TABLE b", ""):
        told["tables"][0]["name"] = name
        (own / folder.MANIFEST).write_text(json.dumps(told), encoding="utf-8")
        with pytest.raises(DossierError, match="names other files"):
            recoupe.open(own)


def test_a_folder_of_a_newer_recoupe_is_not_opened(own: Path) -> None:
    told = json.loads((own / folder.MANIFEST).read_text(encoding="utf-8"))
    told["version"] = 1_000
    (own / folder.MANIFEST).write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(DossierError, match="written by a newer recoupe"):
        recoupe.open(own)


def test_no_folder_takes_the_place_of_other_things(file: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(DossierError, match="a folder of other things"):
        recoupe.build(PAGES[1], f"{tmp_path}/")
    with pytest.raises(DossierError, match="is a file"):
        recoupe.build(PAGES[1], f"{file}/")
    with pytest.raises(DossierError, match="no dossier at"):
        recoupe.open(tmp_path)
