"""The local engine loses nothing, whatever an item or somebody does to its worker processes."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import duckdb
import pytest

from recoupe.engine import workers as engine_workers
from recoupe.engine.chunks import chunked
from recoupe.engine.local import CHUNK, Local
from recoupe.engine.shards import sharded
from recoupe.engine.workers import Workers
from recoupe.errors import DefectError, RecoupeError
from recoupe.limits import OutOfTimeError, limit_memory, time_limit

from .squares import MANY, Lost, deadly, given, greedy, results, shards, slow, squared, work


def killed_once(items: Sequence[int], folder: Path) -> list[int | Lost]:
    """Get the signal that cannot be caught, once, while the shard with 40 is read."""
    if 40 in items:
        with suppress(FileExistsError):
            (folder / "killed").touch(exist_ok=False)
            os.kill(os.getpid(), signal.SIGKILL)
    return squared(items)


def work_for_ever() -> None:
    while True:
        pass


def test_an_item_that_kills_or_blocks_its_worker_is_given_up_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(engine_workers, "START_SECONDS", 3.0)
    marks = list(Local(2).map(work(deadly, tmp_path, 0.01), given()))
    found = results(tmp_path, marks)
    given_up = {r[0]: r[1] for r in found if isinstance(r, list)}
    assert set(given_up) == {40, 41}
    assert "killed" in given_up[40]
    assert "too long" in given_up[41]
    assert [r for r in found if isinstance(r, int)] == [i * i for i in MANY if i not in {40, 41}]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a limit of memory")
def test_an_item_that_takes_too_much_memory_is_given_up_alone(tmp_path: Path) -> None:
    marks = list(Local(2, 500_000_000).map(work(greedy, tmp_path), given()))
    found = results(tmp_path, marks)
    given_up = {r[0]: r[1] for r in found if isinstance(r, list)}
    assert set(given_up) == {40, 41}
    assert "more memory than a worker may have" in given_up[40]
    assert "killed the process" in given_up[41]
    assert [r for r in found if isinstance(r, int)] == [i * i for i in MANY if i not in {40, 41}]


def test_without_a_limit_memory_is_left_as_it_is() -> None:
    limit_memory(0)
    assert len(bytearray(1_000_000)) == 1_000_000


def test_a_shard_whose_worker_is_killed_is_read_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        small = given(size=8)
        marks = list(Local(2).map(work(partial(killed_once, folder=tmp_path), tmp_path), small))
    assert (tmp_path / "killed").exists()
    assert results(tmp_path, marks) == [i * i for i in MANY]
    assert "its pages (8) are read again" in caplog.text


def test_few_items_stay_in_this_process(tmp_path: Path) -> None:
    list(Local(0).map(work(partial(slow, folder=tmp_path), tmp_path), given(range(3))))
    assert (tmp_path / f"reading-{os.getpid()}").exists()


def test_work_that_loses_a_result_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(DefectError, match="32 pages were handed over and 31 came back"):
        list(Local().map(work(lambda items: squared(items[1:]), tmp_path), given()))


def test_a_key_is_that_of_the_items_and_of_the_recipe() -> None:
    first, second, *_ = shards()
    again, *_ = shards()
    other, *_ = sharded(MANY, CHUNK, "cubes")
    assert first.key == again.key
    assert len({first.key, second.key, other.key}) == 3


def sizes(count: int) -> list[int]:
    return [len(shard.items) for shard in sharded(range(count), 32, "squares", 8)]


def test_the_last_shards_of_many_are_smaller() -> None:
    assert sizes(150) == [32, 32, 32, *[8] * 6, 6]
    assert sizes(64) == [32, 32]
    assert sizes(20) == [20]
    assert [len(s.items) for s in sharded(range(12), 3, "squares", 8)] == [3, 3, 3, 3]
    assert [i for shard in sharded(range(150), 32, "squares", 8) for i in shard.items] == [
        *range(150)
    ]


def test_steps_run_in_order_on_the_connection() -> None:
    with duckdb.connect() as connection:
        Local().steps(
            connection,
            [
                lambda c: c.execute("CREATE TABLE numbers AS SELECT 1 AS n") and None,
                lambda c: c.execute("UPDATE numbers SET n = n + 1") and None,
            ],
        )
        assert connection.execute("FROM numbers").fetchall() == [(2,)]


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which processes run")
def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import sys, pathlib\n"
        "from functools import partial\n"
        "from tests.engine.squares import *\n"
        "from recoupe.engine.local import Local\n"
        "if __name__ == '__main__':\n"
        "    folder = pathlib.Path(sys.argv[1])\n"
        "    endless = work(partial(slow, folder=folder), folder)\n"
        "    list(Local(2).map(endless, given(range(10_000), 8)))\n",
        encoding="utf-8",
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([*sys.path, os.getcwd()])}  # noqa: PTH109
    command = [sys.executable, str(program), str(tmp_path)]
    with subprocess.Popen(command, env=environment) as process:
        while len(readers := list(tmp_path.glob("reading-*"))) < 2:
            assert process.poll() is None
            time.sleep(0.05)
        process.kill()
    deadline = time.monotonic() + 10
    while any(is_running(int(p.name.partition("-")[2])) for p in readers):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_running(process: int) -> bool:
    """Tell whether a process is there and is more than an entry that nobody has asked for."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return told.rpartition(")")[2].split()[0] != "Z"


def test_chunks_keep_every_item() -> None:
    assert list(chunked(iter(range(5)), 2)) == [[0, 1], [2, 3], [4]]
    assert list(chunked([], 2)) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no timer signals on Windows")
def test_work_is_broken_off_when_its_time_is_over() -> None:
    with pytest.raises(OutOfTimeError), time_limit(0.05):
        work_for_ever()
    with time_limit(0.05):
        pass
    sum(range(10_000_000))  # a timer that was left running would raise here


@pytest.fixture
def hands() -> Iterator[Workers]:
    with closing(Workers(2)) as found:
        yield found


def process_of(_item: int) -> int:
    time.sleep(0.2)
    return os.getpid()


def end_process(_item: int) -> int:
    os._exit(1)


def test_workers_killed_while_they_wait_are_replaced(
    hands: Workers, caplog: pytest.LogCaptureFixture
) -> None:
    for _time in range(4):
        with caplog.at_level(logging.WARNING):
            first = {hands.result(c) for c in [hands.begin(process_of, i, 5) for i in range(6)]}
            for process in first:
                os.kill(process, signal.SIGKILL)
            calls = [hands.begin(process_of, i, 5) for i in range(6)]
            assert first.isdisjoint({hands.result(call) for call in calls})
    assert "others are started" in caplog.text


def test_a_worker_that_has_done_much_is_renewed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(engine_workers, "RENEWED", 64)
    with closing(Workers(1, items=32)) as hands:
        calls = [hands.begin(process_of, i, 5) for i in range(5)]
        processes = [hands.result(call) for call in calls]
    assert [processes.count(p) for p in dict.fromkeys(processes)] == [2, 2, 1]
    assert not caplog.records


def test_where_no_worker_can_be_started_the_user_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine_workers, "_prepare", end_process)
    with closing(Workers(2)) as found, pytest.raises(RecoupeError, match="use one process"):
        found.result(found.begin(process_of, 1, 5))
