"""The engine gives the same results with one process and with several, whatever an item does."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace

import pytest

from recoupe.engine import local
from recoupe.engine.chunks import chunked
from recoupe.errors import InputError
from recoupe.limits import OutOfTimeError, limit_memory, time_limit

MANY = range(local.CHUNK * 3 + 5)


def squared(items: list[int]) -> list[int]:
    return [i * i for i in items]


def deadly(items: list[int]) -> list[int]:
    """Kill the process at 40, never come back at 41."""
    if 40 in items:
        os._exit(9)
    if 41 in items:
        time.sleep(60)
    return squared(items)


def greedy(items: list[int]) -> list[int]:
    """Ask for a gigabyte at 40; at 41 break off as compiled code does that gets no memory."""
    if 40 in items:
        bytearray(1_000_000_000)
    if 41 in items:
        try:
            bytearray(1_000_000_000)
        except MemoryError:
            os.abort()
    return squared(items)


def work_for_ever() -> None:
    while True:
        pass


def refusing(items: list[int]) -> list[int]:
    raise InputError(f"no numbers today, not even {items[0]}")


def job(function: object, seconds: float = 5) -> local.Job[int, object]:
    return local.Job(function, lambda item, reason: (item, reason), seconds)  # type: ignore[arg-type]


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_order_and_progress_is_told(processes: int) -> None:
    done: list[int] = []
    assert list(local.run(job(squared), MANY, processes, done.append)) == [i * i for i in MANY]
    assert sum(done) == len(MANY)


@pytest.mark.parametrize("processes", [1, 2])
def test_errors_meant_for_the_user_come_through(processes: int) -> None:
    with pytest.raises(InputError, match="not even 0"):
        list(local.run(job(refusing), MANY, processes))


def test_an_item_that_kills_or_blocks_its_worker_is_given_up_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(local, "START_SECONDS", 3.0)
    results = list(local.run(job(deadly, 0.01), MANY, 2))
    lost = {r[0]: r[1] for r in results if isinstance(r, tuple)}
    assert set(lost) == {40, 41}
    assert "killed" in lost[40]
    assert "too long" in lost[41]
    assert [r for r in results if isinstance(r, int)] == [i * i for i in MANY if i not in {40, 41}]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a limit of memory")
def test_an_item_that_takes_too_much_memory_is_given_up_alone() -> None:
    bounded = replace(job(greedy), worker_bytes=500_000_000)
    results = list(local.run(bounded, MANY, 2))
    lost = {r[0]: r[1] for r in results if isinstance(r, tuple)}
    assert set(lost) == {40, 41}
    assert "more memory than a worker may have" in lost[40]
    assert "killed the process" in lost[41]
    assert [r for r in results if isinstance(r, int)] == [i * i for i in MANY if i not in {40, 41}]


def test_without_a_limit_memory_is_left_as_it_is() -> None:
    limit_memory(0)
    assert len(bytearray(1_000_000)) == 1_000_000


def test_few_items_stay_in_this_process() -> None:
    here = list(local.run(local.Job(lambda items: [os.getpid()] * len(items), print, 1), range(3)))
    assert here == [os.getpid()] * 3


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
