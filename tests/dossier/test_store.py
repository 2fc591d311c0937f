"""A dossier survives whatever happens while it is written, and says in one line what is wrong."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from recoupe.dossier import schema, store
from recoupe.dossier.read import Dossier
from recoupe.dossier.write import write
from recoupe.errors import DossierError

from .records import TEXT, reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a dossier with one article in it."""
    path = tmp_path / "port's affair.duckdb"
    with store.writing(path) as connection:
        write(connection, [reading()])
    return path


def articles(path: Path) -> int:
    with Dossier(store.open_for_reading(path)) as dossier:
        return dossier.summary().articles


def fail(path: Path) -> None:
    with store.writing(path) as connection:
        write(connection, [reading("pages/autre.txt")])
        raise ZeroDivisionError


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a database file open for writing in another process."""
    program = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); input()"
    )
    command = [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdin
        assert process.stdout.readline() == b"held\n"
        yield
        process.stdin.close()


def test_what_is_written_is_there(path: Path) -> None:
    assert articles(path) == 1
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_second_build_adds_to_the_dossier(path: Path) -> None:
    with store.writing(path) as connection:
        write(connection, [reading("pages/autre.txt")])
    assert articles(path) == 2


def test_a_build_that_fails_leaves_the_dossier_alone(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError):
        fail(path)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_first_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        fail(tmp_path / "new.duckdb")
    assert not list(tmp_path.iterdir())


def test_a_killed_build_leaves_the_dossier_alone_and_the_next_one_works(path: Path) -> None:
    program = (
        "import os, sys, pathlib\n"
        "from recoupe.dossier import store\n"
        "with store.writing(pathlib.Path(sys.argv[1])) as connection:\n"
        "    connection.execute('DELETE FROM articles')\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert killed.returncode == -9
    assert articles(path) == 1
    assert len(list(path.parent.iterdir())) > 1, "the killed build left its draft"
    with store.writing(path) as connection:
        write(connection, [reading("pages/autre.txt")])
    assert articles(path) == 2
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_broken_leavings_of_a_killed_build_are_no_hindrance(path: Path) -> None:
    path.with_name(path.name + ".building").write_bytes(path.read_bytes()[:5_000])
    with store.writing(path) as connection:
        write(connection, [reading("pages/autre.txt")])
    assert articles(path) == 2
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_damaged_dossier_is_told_and_left_alone(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5_000])
    with pytest.raises(DossierError, match="damaged"):
        store.open_for_reading(path)
    with pytest.raises(DossierError, match="damaged"), store.writing(path):
        pass
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_dossier_can_be_read_while_it_is_built(path: Path) -> None:
    with store.writing(path) as connection:
        write(connection, [reading("pages/autre.txt")])
        assert articles(path) == 1
    assert articles(path) == 2


def test_a_dossier_open_for_reading_can_be_built_on(path: Path) -> None:
    with Dossier(store.open_for_reading(path)) as reader:
        with store.writing(path) as connection:
            write(connection, [reading("pages/autre.txt")])
        assert reader.summary().articles == 1
    assert articles(path) == 2


def test_a_dossier_another_process_writes_to_is_told_as_locked(path: Path) -> None:
    with held(path):
        with pytest.raises(DossierError, match=r"in use by another process \(PID \d+\)"):
            store.open_for_reading(path)
        with pytest.raises(DossierError, match="in use by another process"), store.writing(path):
            pass
    assert articles(path) == 1


def test_two_builds_at_once_are_told_apart(path: Path) -> None:
    with held(path.with_name(path.name + ".building")):  # noqa: SIM117 - the second must fail
        with pytest.raises(DossierError, match="in use by another process"), store.writing(path):
            pass
    assert articles(path) == 1


def test_a_newer_dossier_is_refused_and_left_alone(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO schema_version VALUES (9999)")
    before = path.read_bytes()
    with pytest.raises(DossierError, match=r"newer recoupe .*update recoupe"):
        store.open_for_reading(path)
    with pytest.raises(DossierError, match=r"newer recoupe .*update recoupe"), store.writing(path):
        pass
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_an_older_dossier_is_brought_up_to_date(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = schema.newest() + 1
    newer = (*schema.migrations(), (number, "CREATE TABLE notes (words VARCHAR)"))
    monkeypatch.setattr(schema, "migrations", lambda: newer)
    with store.open_for_reading(path) as connection:
        assert schema.version(connection) == number
        assert connection.execute("SELECT count(*) FROM notes").fetchone() == (0,)
        assert Dossier(connection).articles()[0].text == TEXT


def test_a_migration_that_fails_leaves_the_dossier_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = (*schema.migrations(), (schema.newest() + 1, "CREATE TABLE notes (words NOTHING)"))
    before = path.read_bytes()
    monkeypatch.setattr(schema, "migrations", lambda: broken)
    with pytest.raises(DossierError):
        store.open_for_reading(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"une page de texte\n" * 500])
def test_a_file_that_is_no_dossier_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "page.duckdb"
    path.write_bytes(content)
    with pytest.raises(DossierError, match="no dossier"):
        store.open_for_reading(path)
    with pytest.raises(DossierError, match="no dossier"), store.writing(path):
        pass
    assert path.read_bytes() == content


def test_another_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "accounts.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE accounts (id INTEGER)")
    with pytest.raises(DossierError, match="no dossier"), store.writing(path):
        pass
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SELECT count(*) FROM accounts").fetchone() == (0,)


def test_no_dossier_and_no_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match=r"no dossier at .*recoupe build"):
        store.open_for_reading(tmp_path / "none.duckdb")
    with (
        pytest.raises(DossierError, match="folder does not exist"),
        store.writing(tmp_path / "none" / "x.duckdb"),
    ):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="needs the limits of a POSIX system")
@pytest.mark.parametrize("room", [0, 4_096, 15_000, 300_000, 1_000_000])
@pytest.mark.parametrize("quiet", [True, False])
def test_a_full_disk_leaves_the_dossier_alone(path: Path, room: int, *, quiet: bool) -> None:
    """Files of the child may not grow beyond some size: the system call fails as on a full disk.

    ``quiet``: what is written fits into memory, so that the disk is only met at the end.
    """
    rows = 100_000 if quiet else 3_000_000
    program = (
        "import pathlib, resource, sys\n"  # noqa: S608 - ours
        "from recoupe.dossier import store\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))\n"
        "with store.writing(pathlib.Path(sys.argv[1])) as connection:\n"
        f"    connection.execute('CREATE TABLE big AS SELECT random() FROM range({rows})')\n"
    )
    before = path.read_bytes()
    full = subprocess.run(
        [sys.executable, "-c", program, str(path)], check=False, capture_output=True, text=True
    )
    assert "DossierError: no room to write" in full.stderr.splitlines()[-1]
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]
