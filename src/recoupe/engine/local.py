"""Maps a function over a stream of items on one machine: chunks in, results out, in order.

With one process the function runs here. With several, each chunk goes to a worker; a worker that
dies or does not come back is replaced, its chunk is tried again item by item, and the item that
does it once more is given up.
"""

from __future__ import annotations

import logging
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context
from typing import Generic, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from recoupe.engine.chunks import chunked
from recoupe.errors import RecoupeError
from recoupe.limits import limit_memory

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 32
"""Items handed over at once: what the parser takes in one batch."""

MANY = 128
"""From so many items on several processes pay: a worker takes about 4 s to load its model, in which
one process reads some 40 articles."""

MOST_PROCESSES = 8
"""A worker holds about 0.7 GB, so that without being told the machine's memory is not filled."""

OUT_OF_MEMORY = 77
"""How a worker ends that has no memory left."""

START_SECONDS = 60.0
"""Allowed on top of the items' own time: starting a worker and loading its model."""


@dataclass(frozen=True, slots=True)
class Job(Generic[Item, Result]):
    """What is done to the items: ``lost`` makes the result of an item that killed its worker.

    ``worker_bytes`` is the memory a worker may hold, 0: any.
    """

    function: Callable[[list[Item]], list[Result]]
    lost: Callable[[Item, str], Result]
    item_seconds: float
    worker_bytes: int = 0


def run(
    job: Job[Item, Result],
    items: Iterable[Item],
    processes: int = 0,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Result]:
    """Yield the results of all items, in order; ``progress`` is told how many items were done.

    ``processes`` 0 means: one for few items, else as many as there are cores.
    """
    told = progress or (lambda _done: None)
    stream = iter(items)
    first = list(islice(stream, MANY))
    if not processes:
        processes = min(os.cpu_count() or 1, MOST_PROCESSES) if len(first) == MANY else 1
    chunks = chunked(chain(first, stream), CHUNK)
    yield from (
        _here(job, chunks, told) if processes == 1 else _side_by_side(job, chunks, processes, told)
    )


def _here(
    job: Job[Item, Result], chunks: Iterator[list[Item]], progress: Callable[[int], None]
) -> Iterator[Result]:
    for chunk in chunks:
        yield from job.function(chunk)
        progress(len(chunk))


def _side_by_side(
    job: Job[Item, Result],
    chunks: Iterator[list[Item]],
    processes: int,
    progress: Callable[[int], None],
) -> Iterator[Result]:
    """Keep two chunks a worker under way, so that memory stays bounded and no worker waits."""
    pool = ProcessPool(
        processes,
        initializer=_prepare_worker,
        initargs=[job.worker_bytes],
        context=get_context("spawn"),
    )
    try:
        under_way: deque[tuple[list[Item], ProcessFuture[list[Result]]]] = deque()
        for chunk in chunks:
            under_way.append((chunk, _send(pool, job, chunk)))
            if len(under_way) == 2 * processes:
                done, future = under_way.popleft()
                yield from _results(pool, job, done, future)
                progress(len(done))
        for done, future in under_way:
            yield from _results(pool, job, done, future)
            progress(len(done))
    except BrokenProcessPool as error:
        raise RecoupeError("worker processes cannot be started here: use one process") from error
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _prepare_worker(size: int) -> None:
    """Leave Ctrl-C to the process that started the workers, and its terminal and memory alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(size)
    logging.getLogger().addHandler(logging.NullHandler())


def _send(
    pool: ProcessPool, job: Job[Item, Result], chunk: list[Item]
) -> ProcessFuture[list[Result]]:
    seconds = START_SECONDS + len(chunk) * job.item_seconds
    return pool.schedule(_work, args=[job.function, chunk], timeout=seconds)


def _work(function: Callable[[list[Item]], list[Result]], chunk: list[Item]) -> list[Result]:
    """Do a chunk in a worker; one without memory ends, since what it holds may be half done."""
    try:
        return function(chunk)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _results(
    pool: ProcessPool,
    job: Job[Item, Result],
    chunk: list[Item],
    future: ProcessFuture[list[Result]],
) -> list[Result]:
    """Return a chunk's results; after the loss of its worker try its items one by one."""
    try:
        return list(future.result())
    except (FutureTimeoutError, ProcessExpired) as error:
        if len(chunk) == 1:
            return [job.lost(chunk[0], _loss(error))]
    return [r for item in chunk for r in _results(pool, job, [item], _send(pool, job, [item]))]


def _loss(error: Exception) -> str:
    if isinstance(error, FutureTimeoutError):
        return "reading it took too long and was stopped"
    if isinstance(error, ProcessExpired) and error.exitcode == OUT_OF_MEMORY:
        return "reading it takes more memory than a worker may have (worker_bytes)"
    return "reading it killed the process (out of memory?)"
