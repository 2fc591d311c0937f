"""The engine of one machine: work over shards in this process or in several, steps in this one.

With several processes each shard goes to a worker; a worker that dies or does not come back is
replaced, its shard is tried again item by item, and the item that does it once more is given up.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain

from duckdb import DuckDBPyConnection

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
from recoupe.engine.workers import Call, WorkerLost, Workers

CHUNK = 32
"""Pages the parser takes in one batch."""

MANY = 128
"""From so many items on several processes pay: a worker takes about 4 s to load its model, in which
one process reads some 40 articles."""

MOST_PROCESSES = 8
"""A worker holds about 0.7 GB, so that without being told the machine's memory is not filled."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Local:
    """The engine of one machine; ``processes`` 0: one for few items, else as many as cores.

    ``worker_bytes`` is the memory that a worker may hold, 0: any.
    """

    processes: int = 1
    worker_bytes: int = 0

    def map(
        self,
        work: Work[Item, Result, Mark],
        given: Sources[Source, Item],
        progress: Progress | None = None,
    ) -> Iterator[Mark]:
        """Yield the mark of every shard, in order; those that were kept before are not read."""
        told = progress or (lambda _done: None)
        stream = _unread(work, given.whole(given.items), told)
        first: list[Shard[Item] | Mark] = []
        many = _up_to_many(stream, first)
        processes = self.processes
        if not processes:
            processes = min(os.cpu_count() or 1, MOST_PROCESSES) if many else 1
        ahead = chain(first, stream)
        yield from (
            _here(work, ahead, told)
            if processes == 1
            else _side_by_side(work, ahead, processes, self.worker_bytes, told)
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
    worker_bytes: int,
    told: Progress,
) -> Iterator[Mark]:
    with closing(Workers(processes, worker_bytes, work.most)) as hands:
        yield from _by_workers(hands, work, ahead, 2 * processes, told)


def in_worker(
    hands: Workers,
    work: Work[Item, Result, Mark],
    shards: Iterable[Shard[Item]],
    told: Progress,
) -> Iterator[Mark]:
    """Yield the mark of every shard, worked on by one worker, which stays for more."""
    stream = _unread(work, shards, told)
    return _by_workers(hands, work, stream, 2, told)


def _by_workers(
    hands: Workers,
    work: Work[Item, Result, Mark],
    ahead: Iterator[Shard[Item] | Mark],
    most: int,
    told: Progress,
) -> Iterator[Mark]:
    """Keep ``most`` shards under way, two a worker: memory stays bounded and no worker waits."""
    under_way: deque[tuple[Shard[Item], Call[Mark]] | Mark] = deque()
    for each in ahead:
        under_way.append(_begun(hands, work, each) if isinstance(each, Shard) else each)
        if len(under_way) >= most:
            yield _finished(hands, work, under_way.popleft(), told)
    for waiting in under_way:
        yield _finished(hands, work, waiting, told)


def _begun(
    hands: Workers, work: Work[Item, Result, Mark], shard: Shard[Item]
) -> tuple[Shard[Item], Call[Mark]]:
    return shard, hands.begin(work, shard, len(shard.items) * work.item_seconds)


def _finished(
    hands: Workers,
    work: Work[Item, Result, Mark],
    waiting: tuple[Shard[Item], Call[Mark]] | Mark,
    told: Progress,
) -> Mark:
    """Return a shard's mark; after the loss of its worker try its items one by one."""
    if not isinstance(waiting, tuple):
        return waiting
    shard, call = waiting
    try:
        mark: Mark = hands.result(call)
    except WorkerLost:
        _log.warning("a worker process was lost; its pages (%d) are read again", len(shard.items))
        mark = work.keep(shard.key, [_alone(hands, work, item) for item in shard.items])
    told(len(shard.items))
    return mark


def _alone(hands: Workers, work: Work[Item, Result, Mark], item: Item) -> Result:
    try:
        (result,) = hands.result(hands.begin(work.read, [item], work.item_seconds))
    except WorkerLost as lost:
        return work.lost(item, str(lost))
    return result
