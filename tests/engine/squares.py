"""Work for engines to do: numbers in, files of squares out, some of them deadly to read."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from recoupe.engine import local
from recoupe.engine.base import Shard, Sources, Work
from recoupe.engine.shards import sharded
from recoupe.errors import DossierError, InputError

MANY = range(local.CHUNK * 3 + 5)

Lost = tuple[int, str]


def squared(items: Sequence[int]) -> list[int | Lost]:
    return [i * i for i in items]


def deadly(items: Sequence[int]) -> list[int | Lost]:
    """Kill the process at 40, never come back at 41."""
    if 40 in items:
        os._exit(9)
    if 41 in items:
        time.sleep(60)
    return squared(items)


def greedy(items: Sequence[int]) -> list[int | Lost]:
    """Ask for a gigabyte at 40; at 41 break off as compiled code does that gets no memory."""
    if 40 in items:
        bytearray(1_000_000_000)
    if 41 in items:
        try:
            bytearray(1_000_000_000)
        except MemoryError:
            os.abort()
    return squared(items)


def ending_executors(items: Sequence[int]) -> list[int | Lost]:
    """Kill the process that started this one at 17, if it is one of Spark's."""
    parent = os.getppid()
    if 17 in items and b"pyspark" in Path(f"/proc/{parent}/cmdline").read_bytes():
        os.kill(parent, signal.SIGKILL)
        time.sleep(60)
    return squared(items)


def slow(items: Sequence[int], folder: Path) -> list[int | Lost]:
    """Say which process reads, and take a while."""
    (folder / f"reading-{os.getpid()}").touch()
    time.sleep(0.2)
    return squared(items)


def refusing(items: Sequence[int]) -> list[int | Lost]:
    raise InputError(f"no numbers today, not even {items[0]}")


def lost(item: int, reason: str) -> Lost:
    return item, reason


def keep(folder: Path, key: str, results: Sequence[int | Lost]) -> str:
    (folder / key).write_text(json.dumps(results), encoding="utf-8")
    return key


def keep_at_last(folder: Path, key: str, results: Sequence[int | Lost]) -> str:
    """Refuse the first attempt, as a network drive may that is not there for a moment."""
    if not (folder / f"{key}-tried").exists():
        (folder / f"{key}-tried").touch()
        raise DossierError("no room for shards")
    return keep(folder, key, results)


def kept(folder: Path, key: str) -> str | None:
    return key if (folder / key).exists() else None


Read = Callable[[Sequence[int]], list[int | Lost]]
Squares = Work[int, int | Lost, str]


def work(read: Read, folder: Path, seconds: float = 5) -> Squares:
    return Work(partial(kept, folder), read, partial(keep, folder), lost, seconds)


def shards(items: Sequence[int] = MANY) -> Iterator[Shard[int]]:
    return sharded(items, local.CHUNK, "squares")


def cut(items: Sequence[int], size: int) -> Iterator[Shard[int]]:
    return sharded(items, size, "squares")


def given(items: Sequence[int] = MANY, size: int = local.CHUNK) -> Sources[int, int]:
    whole = partial(cut, size=size)
    return Sources(tuple(items), whole, whole, lambda _item: 1)


def results(folder: Path, marks: Sequence[str]) -> list[object]:
    return [r for mark in marks for r in json.loads((folder / mark).read_text(encoding="utf-8"))]
