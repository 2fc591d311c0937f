"""A build that is killed, whenever that is, goes on when it is run again and ends with one dossier.

The 20 runs are those of the command line, in a process that has its models already (``server.py``);
two more are of a program started as a user starts it, with worker processes.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

import recoupe
from recoupe.cli import run
from recoupe.dossier import shards
from recoupe.dossier.check import check
from recoupe.export import jsonl

from . import pages

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX systems do")

KILLS = 20
SHARD = 2

PROGRAM = Path(__file__).with_name("server.py")
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


@dataclass(frozen=True)
class Server:
    """Runs of the command line that can be killed, without the seconds that models take to load."""

    orders: IO[str]
    answers: IO[str]
    errors: Path

    def run(
        self,
        *arguments: str | Path,
        seconds: float | None = None,
        by: int = signal.SIGKILL,
        room: int | None = None,
        kept: tuple[Path, int] | None = None,
    ) -> tuple[int, float, str]:
        """Return the exit code, the seconds it took and what was said on standard error.

        It is killed after some seconds, or when so many shards are ``kept`` in a folder.
        """
        before = self.errors.stat().st_size
        named = [str(each) for each in arguments]
        order = {
            "arguments": named,
            "seconds": seconds,
            "signal": by,
            "room": room,
            "shards": kept and [str(kept[0]), kept[1]],
        }
        self.orders.write(json.dumps(order) + "\n")
        self.orders.flush()
        answer = json.loads(self.answers.readline())
        return answer["code"], answer["seconds"], self.errors.read_text("utf-8")[before:]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    errors = tmp_path_factory.mktemp("server") / "errors.txt"
    with (
        errors.open("w", encoding="utf-8") as told,
        subprocess.Popen(
            [sys.executable, str(PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=told,
            text=True,
            env=ENVIRONMENT,
        ) as process,
    ):
        assert process.stdin
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield Server(process.stdin, process.stdout, errors)
        process.stdin.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("press") / "pages"
    pages.write(path)
    return path


@dataclass(frozen=True)
class Whole:
    """What a build that nobody disturbed gave, and how long it took."""

    export: dict[str, bytes]
    seconds: float


@pytest.fixture(scope="module")
def whole(server: Server, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    path = tmp_path_factory.mktemp("whole") / "bridge.duckdb"
    code, seconds, _told = server.run(*build(folder, path))
    assert code == 0
    assert leavings(path) == [path.name]
    return Whole(exported(path), seconds)


def build(folder: Path, out: Path) -> tuple[str | Path, ...]:
    return ("build", folder, "-o", out, "--shard-pages", str(SHARD))


def exported(path: Path) -> dict[str, bytes]:
    folder = path.parent.with_name(path.parent.name + "-export")
    shutil.rmtree(folder, ignore_errors=True)
    with recoupe.open(path) as dossier:
        jsonl.export(dossier, folder)
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def leavings(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


@pytest.mark.parametrize("kill", range(KILLS))
def test_killed_once_the_build_goes_on(
    kill: int, server: Server, folder: Path, whole: Whole, tmp_path: Path
) -> None:
    """The moments are spread over the whole run, each at random in its part of it."""
    path = tmp_path / "dossiers" / "bridge.duckdb"
    path.parent.mkdir()
    moment = random.Random(kill).uniform(kill, kill + 1) / KILLS * whole.seconds  # noqa: S311
    code, _seconds, _told = server.run(*build(folder, path), seconds=moment)
    assert code in {-signal.SIGKILL, 0}, "0: it was done already"
    read = shards.keys(shards.folder_of(path))
    before = {key: written(shards.folder_of(path) / key) for key in read}
    code, _seconds, told = server.run(*build(folder, path))
    assert (code, "Error" in told) == (0, False), told
    assert (len(before) > 0) == ("had been read by a build that was interrupted" in told)
    assert exported(path) == whole.export
    assert check(path).problems == ()
    assert leavings(path) == [path.name]


def written(place: Path) -> int:
    return (place / shards.MARK).stat().st_mtime_ns


def test_killed_again_and_again_the_build_gets_done(
    server: Server, folder: Path, whole: Whole, tmp_path: Path
) -> None:
    """Each run is killed as soon as it has read one shard more: none reads a shard twice."""
    path = tmp_path / "dossiers" / "bridge.duckdb"
    path.parent.mkdir()
    seen: dict[str, int] = {}
    for part in range(1, 6):
        server.run(*build(folder, path), seconds=whole.seconds * part / 8)
        place = shards.folder_of(path)
        now = {key: written(place / key) for key in shards.keys(place)}
        assert all(now[key] == seen[key] for key in seen if now)
        seen = now or seen
    assert server.run(*build(folder, path))[0] == 0
    assert seen, "no run was killed while it read"
    assert exported(path) == whole.export


@pytest.mark.parametrize("number", [1, 2, pages.NUMBER // SHARD])
def test_ctrl_c_says_that_a_build_goes_on(
    number: int, server: Server, folder: Path, whole: Whole, tmp_path: Path
) -> None:
    """While it reads, and when all is read and it links."""
    path = tmp_path / "dossiers" / "bridge.duckdb"
    path.parent.mkdir()
    kept = shards.folder_of(path), number
    code, _seconds, told = server.run(*build(folder, path), by=signal.SIGINT, kept=kept)
    assert code == 130
    assert "interrupted; no dossier was changed" in told
    assert {*leavings(path)} <= {shards.folder_of(path).name}
    assert server.run(*build(folder, path))[0] == 0
    assert exported(path) == whole.export


def test_pages_that_changed_since_the_kill_are_read_anew(server: Server, tmp_path: Path) -> None:
    path, changed = tmp_path / "dossiers" / "bridge.duckdb", tmp_path / "pages"
    path.parent.mkdir()
    pages.write(changed)
    place = shards.folder_of(path)
    server.run(*build(changed, path), kept=(place, 2))
    kept = shards.keys(place)
    text = (changed / "1.txt").read_text(encoding="utf-8")
    (changed / "1.txt").write_text(text.replace("restera", "demeurera"), encoding="utf-8")
    code, _seconds, told = server.run(*build(changed, path))
    assert code == 0
    assert f"{(len(kept) - 1) * SHARD} pages had been read" in told
    with recoupe.open(path) as dossier:
        assert sum("demeurera" in article.text for article in dossier.articles()) == 1
    assert leavings(path) == [path.name]


def test_a_damaged_shard_is_told_and_read_anew(
    server: Server, folder: Path, whole: Whole, tmp_path: Path
) -> None:
    path = tmp_path / "dossiers" / "bridge.duckdb"
    path.parent.mkdir()
    place = shards.folder_of(path)
    server.run(*build(folder, path), kept=(place, 2))
    first, second, *_ = sorted(shards.keys(place))
    table = next((place / first).glob("*-quotations.parquet"))
    data = bytearray(table.read_bytes())
    data[len(data) // 2] ^= 0b100
    table.write_bytes(data)
    (place / second / shards.MARK).write_text("{", encoding="utf-8")
    code, _seconds, told = server.run(*build(folder, path))
    assert code == 0
    assert f"{first} is damaged: its pages are read again" in told
    assert f"{second} is damaged: its pages are read again" in told
    assert exported(path) == whole.export


@pytest.mark.parametrize("room", [50_000, 300_000, 2_000_000])
def test_a_full_disk_is_told_and_the_build_goes_on_when_there_is_room(
    room: int, server: Server, folder: Path, whole: Whole, tmp_path: Path
) -> None:
    path = tmp_path / "dossiers" / "bridge.duckdb"
    path.parent.mkdir()
    code, _seconds, told = server.run(*build(folder, path), room=room)
    assert code == 4
    assert "recoupe: error: no room to write" in told.splitlines()[-1]
    assert "free some disk space" in told
    assert not path.exists()
    assert server.run(*build(folder, path))[0] == 0
    assert exported(path) == whole.export
    assert leavings(path) == [path.name]


def read_only(folder: Path) -> Path:
    """Return a folder in which nobody may write, the superuser neither."""
    if os.geteuid():
        folder.chmod(0o500)
        return folder
    system = Path("/sys")
    if not system.is_dir():
        pytest.skip("needs /sys, in which the superuser may not write either")
    return system


def test_a_folder_that_is_read_only_is_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = read_only(tmp_path) / "bridge.duckdb"
    assert run(["build", str(folder), "-o", str(path)]) == 4
    told = capsys.readouterr().err
    assert "check the permissions of the file and its folder" in told
    assert len(told.splitlines()) == 1


def test_two_builds_at_once_are_told_apart(
    server: Server, folder: Path, whole: Whole, tmp_path: Path
) -> None:
    path = tmp_path / "dossiers" / "bridge.duckdb"
    path.parent.mkdir()
    with subprocess.Popen(
        [sys.executable, "-m", "recoupe", *map(str, build(folder, path))], env=ENVIRONMENT
    ) as first:
        while not path.with_name(path.name + ".building").exists():
            assert first.poll() is None
            time.sleep(0.02)
        code, _seconds, told = server.run(*build(folder, path))
        assert code == 4
        assert f"in use by another process (PID {first.pid})" in told
    assert first.returncode == 0
    assert exported(path) == whole.export
    assert leavings(path) == [path.name]


@pytest.mark.parametrize("marks", [0, 2])
def test_a_program_killed_with_its_workers_goes_on(
    marks: int, server: Server, folder: Path, whole: Whole, tmp_path: Path
) -> None:
    """``recoupe build`` as a user starts it, killed when its workers have read so many shards."""
    path = tmp_path / "dossiers" / "bridge.duckdb"
    path.parent.mkdir()
    command = [sys.executable, "-m", "recoupe", *map(str, build(folder, path)), "--processes", "2"]
    with subprocess.Popen(command, env=ENVIRONMENT, start_new_session=True) as process:
        while (
            len(shards.keys(shards.folder_of(path))) < marks
            or not path.with_name(path.name + ".building").exists()
        ):
            assert process.poll() is None
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGKILL)
    assert not path.exists()
    assert server.run(*build(folder, path))[0] == 0
    assert exported(path) == whole.export
    assert leavings(path) == [path.name]
