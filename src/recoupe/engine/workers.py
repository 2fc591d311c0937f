"""Worker processes: a function and an item in, what it returns there out, or how its process ended.

A worker that ends while it works ends one call, and is replaced. Where all end at once, or one
does that had nothing to do (somebody, or the system, killed it), the pool they are of is of no more
use: it is replaced, and what was handed to it is handed over again.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, wait
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from recoupe.errors import RecoupeError
from recoupe.limits import limit_memory

Item = TypeVar("Item")
Output = TypeVar("Output")

RENEWED = 8_192
"""Items that a worker works on before another takes its place. The parser keeps each word it has
met: where names are made up, 25 kB a page (1.5 GB at 25,000 pages). To start one takes 3 s, to read
so many pages five minutes."""

START_SECONDS = 60.0
"""Allowed on top of the items' own time: starting a worker and loading its model."""

OUT_OF_MEMORY = 77
"""How a worker ends that has no memory left."""

MOST_POOLS = 3
"""Pools that may break one after another before any gives a result: where none can be started, the
user is told."""

LOOK_SECONDS = 1.0
"""How often to look whether the pool is still there: a call that it had not begun never ends."""

_log = logging.getLogger(__name__)


class WorkerLost(Exception):  # noqa: N818 - it is met with, and told of an item, not of the run
    """The worker ended, or was ended, before the call did; the message says why."""


@dataclass(slots=True)
class Call(Generic[Output]):
    """Something that a worker was asked for, and where."""

    function: Callable[[Any], Output]
    item: Any
    seconds: float
    pool: ProcessPool
    future: ProcessFuture[Output]


class Workers:
    """Some worker processes, started when there is work; they end with the process that did so.

    ``worker_bytes`` is the memory that each may hold, 0: any; ``items`` how many a call is of, by
    which they are renewed.
    """

    def __init__(self, processes: int, worker_bytes: int = 0, items: int = 1) -> None:
        self._processes = processes
        self._worker_bytes = worker_bytes
        self._calls = max(1, RENEWED // items)
        self._broken = 0
        self._pool = self._started()

    def begin(self, function: Callable[[Item], Output], item: Item, seconds: float) -> Call[Output]:
        """Hand a call over to be made as soon as a worker is free, and to end in some seconds."""
        while True:
            pool = self._pool
            try:
                return Call(function, item, seconds, pool, _asked(pool, function, item, seconds))
            except RuntimeError:  # of a pool that broke since
                self._renew(pool)

    def result(self, call: Call[Output]) -> Output:
        """Return what the function returned, or raise what it raised.

        :class:`WorkerLost` where its process ended or did not come back, :class:`RecoupeError`
        where no worker can be started.
        """
        while True:
            try:
                found = self._waited(call)
            except (BrokenProcessPool, CancelledError):
                self._renew(call.pool)
                call = self.begin(call.function, call.item, call.seconds)
            except FutureTimeoutError as error:
                raise WorkerLost("reading it took too long and was stopped") from error
            except ProcessExpired as error:
                raise WorkerLost(_ended(error)) from error
            else:
                self._broken = 0
                return found

    def close(self) -> None:
        """End the workers, whatever they do."""
        _ended_pool(self._pool)

    @staticmethod
    def _waited(call: Call[Output]) -> Output:
        while not wait([call.future], LOOK_SECONDS).done:
            if not call.pool.active and not call.future.done():
                raise BrokenProcessPool("it broke before the call was begun")
        return call.future.result()

    def _renew(self, broken: ProcessPool) -> None:
        """Start other workers in the place of a broken pool's, once for all calls it was given."""
        if broken is not self._pool:
            return
        _ended_pool(broken)
        self._broken += 1
        if self._broken == MOST_POOLS:
            raise RecoupeError("worker processes cannot be started here: use one process")
        _log.warning("worker processes were lost; others are started, and go on")
        self._pool = self._started()

    def _started(self) -> ProcessPool:
        return ProcessPool(
            self._processes,
            max_tasks=self._calls,
            initializer=_prepare,
            initargs=[self._worker_bytes],
            context=get_context("spawn"),
        )


def _asked(
    pool: ProcessPool, function: Callable[[Item], Output], item: Item, seconds: float
) -> ProcessFuture[Output]:
    return pool.schedule(_within_memory, args=[function, item], timeout=START_SECONDS + seconds)


def _ended_pool(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _ended(error: ProcessExpired) -> str:
    if error.exitcode == OUT_OF_MEMORY:
        return "reading it takes more memory than a worker may have (worker_bytes)"
    return "reading it killed the process (out of memory?)"


def _prepare(size: int) -> None:
    """Leave Ctrl-C, terminal and memory to the process that started the workers; end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(size)
    logging.getLogger().addHandler(logging.NullHandler())
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Leave no worker behind that goes on reading for a process that was killed."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _within_memory(function: Callable[[Item], Output], item: Item) -> Output:
    """Work in a worker; one without memory ends, since what it holds may be half done."""
    try:
        return function(item)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
