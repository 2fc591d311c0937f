"""The engine of one machine: work over shards in this process or in several, steps in this one.

With several processes each shard goes to a worker; a worker that dies or does not come back is
replaced, its shard is tried again item by item, and the item that does it once more is given up.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context, parent_process
from typing import TypeVar

from duckdb import DuckDBPyConnection
from pebble import ProcessExpired, ProcessFuture, ProcessPool

from recoupe.engine.base import (
    Item,
    Mark,
    Progress,
    Result,
    Shard,
    Source,
    Sources,
    Step,
    Work,
)
from recoupe.errors import RecoupeError

Output = TypeVar("Output")

CHUNK = 32
"""Pages the parser takes in one batch."""

MANY = 128
"""From so many items on several processes pay: a worker takes about 4 s to load its model, in which
one process reads some 40 articles."""

MOST_PROCESSES = 8
"""A worker holds about 0.7 GB, so that without being told the machine's memory is not filled."""

START_SECONDS = 60.0
"""Allowed on top of the items' own time: starting a worker and loading its model."""


_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Local:
    """The engine of one machine; ``processes`` 0: one for few items, else as many as cores."""

    processes: int = 1

    def map(
        self,
        work: Work[Item, Result, Mark],
        given: Sources[Source, Item],
        progress: Progress | None = None,
    ) -> Iterator[Mark]:
        """Yield the mark of every shard, in order; those that were kept before are not read."""
        told = progress or (lambda _done: None)
        stream = _unread(work, given.cut(given.items), told)
        first: list[Shard[Item] | Mark] = []
        many = _up_to_many(stream, first)
        processes = self.processes
        if not processes:
            processes = min(os.cpu_count() or 1, MOST_PROCESSES) if many else 1
        ahead = chain(first, stream)
        yield from (
            _here(work, ahead, told)
            if processes == 1
            else _side_by_side(work, ahead, processes, told)
        )

    def steps(self, connection: DuckDBPyConnection, steps: Sequence[Step]) -> None:
        """Run the steps in order."""
        for step in steps:
            step(connection)


def _unread(
    work: Work[Item, Result, Mark], shards: Iterable[Shard[Item]], told: Progress
) -> Iterator[Shard[Item] | Mark]:
    """Put the mark in the place of a shard that was kept before."""
    for shard in shards:
        mark = work.kept(shard.key)
        if mark is None:
            yield shard
        else:
            told(len(shard.items))
            yield mark


def _up_to_many(stream: Iterator[Shard[Item] | Mark], first: list[Shard[Item] | Mark]) -> bool:
    """Move from the stream into ``first`` until there is much to read; tell whether there is."""
    items = 0
    for each in stream:
        first.append(each)
        items += len(each.items) if isinstance(each, Shard) else 0
        if items >= MANY:
            return True
    return False


def _here(
    work: Work[Item, Result, Mark], ahead: Iterator[Shard[Item] | Mark], told: Progress
) -> Iterator[Mark]:
    for each in ahead:
        if isinstance(each, Shard):
            yield work(each)
            told(len(each.items))
        else:
            yield each


def _side_by_side(
    work: Work[Item, Result, Mark],
    ahead: Iterator[Shard[Item] | Mark],
    processes: int,
    told: Progress,
) -> Iterator[Mark]:
    pool = worker_pool(processes)
    try:
        yield from _by_workers(pool, work, ahead, 2 * processes, told)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def worker_pool(processes: int) -> ProcessPool:
    """Return worker processes that end with this one; they start when there is work."""
    return ProcessPool(processes, initializer=_prepare_worker, context=get_context("spawn"))


def in_worker(
    pool: ProcessPool,
    work: Work[Item, Result, Mark],
    shards: Iterable[Shard[Item]],
    told: Progress,
) -> Iterator[Mark]:
    """Yield the mark of every shard, worked on by a pool of one worker that stays for more."""
    stream = _unread(work, shards, told)
    return _by_workers(pool, work, stream, 2, told)


def _by_workers(
    pool: ProcessPool,
    work: Work[Item, Result, Mark],
    ahead: Iterator[Shard[Item] | Mark],
    most: int,
    told: Progress,
) -> Iterator[Mark]:
    """Keep ``most`` shards under way, two a worker: memory stays bounded and no worker waits."""
    try:
        under_way: deque[tuple[Shard[Item], ProcessFuture[Mark]] | Mark] = deque()
        for each in ahead:
            under_way.append(_begun(pool, work, each) if isinstance(each, Shard) else each)
            if len(under_way) >= most:
                yield _finished(pool, work, under_way.popleft(), told)
        for waiting in under_way:
            yield _finished(pool, work, waiting, told)
    except BrokenProcessPool as error:
        raise RecoupeError("worker processes cannot be started here: use one process") from error


def _prepare_worker() -> None:
    """Leave Ctrl-C to the process that started the workers, and its terminal alone; end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger().addHandler(logging.NullHandler())
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Leave no worker behind that goes on reading for a process that was killed."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _send(
    pool: ProcessPool, function: Callable[[Item], Output], item: Item, seconds: float
) -> ProcessFuture[Output]:
    return pool.schedule(function, args=[item], timeout=START_SECONDS + seconds)


def _begun(
    pool: ProcessPool, work: Work[Item, Result, Mark], shard: Shard[Item]
) -> tuple[Shard[Item], ProcessFuture[Mark]]:
    return shard, _send(pool, work, shard, len(shard.items) * work.item_seconds)


def _finished(
    pool: ProcessPool,
    work: Work[Item, Result, Mark],
    waiting: tuple[Shard[Item], ProcessFuture[Mark]] | Mark,
    told: Progress,
) -> Mark:
    """Return a shard's mark; after the loss of its worker try its items one by one."""
    if not isinstance(waiting, tuple):
        return waiting
    shard, future = waiting
    try:
        mark = future.result()
    except (FutureTimeoutError, ProcessExpired):
        _log.warning("a worker process was lost; its pages (%d) are read again", len(shard.items))
        mark = work.keep(shard.key, [_alone(pool, work, item) for item in shard.items])
    told(len(shard.items))
    return mark


def _alone(pool: ProcessPool, work: Work[Item, Result, Mark], item: Item) -> Result:
    try:
        (result,) = _send(pool, work.read, [item], work.item_seconds).result()
    except (FutureTimeoutError, ProcessExpired) as error:
        return work.lost(item, _loss(error))
    return result


def _loss(error: Exception) -> str:
    if isinstance(error, FutureTimeoutError):
        return "reading it took too long and was stopped"
    return "reading it killed the process (out of memory?)"
