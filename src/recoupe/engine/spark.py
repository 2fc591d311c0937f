"""The engine of a cluster: sources in, shares of them to the executors of Spark, marks out.

An executor opens its share of the sources itself, cuts it into shards and works on them, in a
process of its own beside Spark's, as the local engine does: an item that kills or blocks this
process is found by the same means and given up with the same words. To the driver come marks alone.

An executor that is lost loses a shard or two: Spark gives its share to another one, which passes
over what lies there whole. Where a share ends every executor that takes it, it is worked on here.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Generic

from duckdb import DuckDBPyConnection

from recoupe.engine.base import Item, Mark, Progress, Result, Shard, Source, Sources, Step, Work
from recoupe.engine.chunks import chunked
from recoupe.engine.local import Local, in_worker
from recoupe.engine.spark_session import running
from recoupe.engine.workers import Workers
from recoupe.errors import DossierError, RecoupeError

if TYPE_CHECKING:
    from pyspark import SparkContext

SHARE_BYTES = 4_000_000
"""Files smaller than this go to an executor together: some 500 pages of the press, a minute's work,
against which the 50 ms that Spark takes for a task are nothing."""

SHARES_A_CORE = 4
"""Where there is little to read, shares are smaller, so that each core has several and none waits
long for the last."""

WAVE = 4_096
"""Shares of one job: their marks come to the driver together, some 100 MB of them where each share
is a file of 10,000 pages."""

TRIES = 3
"""Times that shards of one share are tried to be written; Spark gives up after four."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Spark:
    """The engine of a cluster: ``master`` is its address, as Spark writes it.

    Without one, that of ``spark-submit`` or of Spark's own files of settings counts, as for all
    else that ``settings`` (names and values) does not tell. ``worker_bytes`` is the memory that
    the process beside each core of an executor may hold, 0: any.
    """

    master: str | None = None
    settings: tuple[tuple[str, str], ...] = ()
    worker_bytes: int = 0

    def map(
        self,
        work: Work[Item, Result, Mark],
        given: Sources[Source, Item],
        progress: Progress | None = None,
    ) -> Iterator[Mark]:
        """Yield the mark of every shard, in the order of the sources.

        Executors are let go when this ends, so that none waits while articles are linked.
        """
        told = progress or (lambda _done: None)
        with running(self.master, self.settings) as context:
            shares = shared_out(given, context.defaultParallelism)
            job = _Job(context, work, given.cut, self.worker_bytes)
            for wave in chunked(shares, WAVE):
                for done in job.done(wave):
                    told(done.items)
                    yield from done.marks

    def steps(self, connection: DuckDBPyConnection, steps: Sequence[Step]) -> None:
        """Run the steps in order, here, where the tables are.

        Executors are gone by then. DuckDB holds as much memory as the settings allow, and puts what
        is more into a folder beside the draft of the dossier.
        What running them on several machines would take, and gain: docs/decisions/0025.
        """
        Local().steps(connection, steps)


@dataclass(frozen=True, slots=True)
class Done(Generic[Mark]):
    """What became of a share: how many items came out of it, and the marks of its shards."""

    items: int
    marks: tuple[Mark, ...]


Cut = Callable[[Sequence[Source]], Iterator[Shard[Item]]]


def shared_out(given: Sources[Source, Item], cores: int) -> Iterator[tuple[Source, ...]]:
    """Divide sources, in order, into shares of like weight; a large one is a share of its own."""
    weights = [given.weigh(source) + 1 for source in given.items]
    most = min(SHARE_BYTES, sum(weights) / (cores * SHARES_A_CORE))
    share: list[Source] = []
    weighs = 0
    for source, weight in zip(given.items, weights, strict=True):
        if share and weighs + weight > most:
            yield tuple(share)
            share, weighs = [], 0
        share.append(source)
        weighs += weight
    if share:
        yield tuple(share)


@dataclass(frozen=True, slots=True)
class _Job(Generic[Source, Item, Result, Mark]):
    """What is done to each share, on which cluster."""

    context: SparkContext
    work: Work[Item, Result, Mark]
    cut: Cut[Source, Item]
    worker_bytes: int

    def done(self, shares: Sequence[tuple[Source, ...]]) -> Iterator[Done[Mark]]:
        """Yield what became of each share, in order.

        Spark gives up a job when one share has ended several executors. Halves of the shares are
        then tried, and so on until that share is found; what the others left is not worked on
        again.
        """
        there = partial(_on_executor, self.work, self.cut, self.worker_bytes)
        if (found := _asked(self.context, there, shares)) is not None:
            yield from found
        elif len(shares) == 1:
            _log.warning("an input ended every executor that read it: it is read on this machine")
            with closing(Workers(1, self.worker_bytes, self.work.most)) as hands:
                yield _worked(hands, self.work, self.cut(shares[0]))
        else:
            half = len(shares) // 2
            yield from self.done(shares[:half])
            yield from self.done(shares[half:])


def _asked(
    context: SparkContext,
    function: Callable[[tuple[Source, ...]], Done[Mark] | RecoupeError],
    shares: Sequence[tuple[Source, ...]],
) -> list[Done[Mark]] | None:
    """Return what executors answer; ``None`` where the job was given up since they were lost."""
    from py4j.protocol import Py4JJavaError  # noqa: PLC0415 - of an extra

    try:
        answers = context.parallelize(shares, len(shares)).map(function).collect()
    except Py4JJavaError as error:
        if raised := _raised(str(error)):
            raise RecoupeError(f"an executor cannot work: {raised}; {_REMEDY}") from error
        return None
    for answer in answers:
        if isinstance(answer, RecoupeError):
            raise answer
    return [answer for answer in answers if isinstance(answer, Done)]


_REMEDY = (
    "it needs this recoupe with its models, and the folder of the dossier (docs/how-to/cluster.md)"
)

_RAISED = re.compile(
    r"PythonException: .*?^(?P<told>[\w.]+(?:Error|Exception)\b[^\n]*)$", re.MULTILINE | re.DOTALL
)


def _raised(told: str) -> str | None:
    """Return the error that Python code raised on an executor, if that ended the job."""
    found = _RAISED.search(told)
    return found["told"] if found else None


def _on_executor(
    work: Work[Item, Result, Mark],
    cut: Cut[Source, Item],
    worker_bytes: int,
    share: tuple[Source, ...],
) -> Done[Mark] | RecoupeError:
    """Work on a share; an error meant for the user is handed back.

    One of writing is raised at first: the place for shards may be there again in a moment, and
    Spark tries a task again by which an error was raised.
    """
    try:
        return _worked(_worker(worker_bytes, work.most), work, cut(share))
    except RecoupeError as error:
        if isinstance(error, DossierError) and _attempt() < TRIES - 1:
            raise
        return error


def _attempt() -> int:
    from pyspark import TaskContext  # noqa: PLC0415 - of an extra

    task = TaskContext.get()
    return task.attemptNumber() if task else TRIES


@cache
def _worker(worker_bytes: int, items: int) -> Workers:
    """Return the one worker of an executor's process, which loads its models once for all tasks."""
    return Workers(1, worker_bytes, items)


def _worked(
    hands: Workers, work: Work[Item, Result, Mark], shards: Iterable[Shard[Item]]
) -> Done[Mark]:
    items: list[int] = []
    marks = tuple(in_worker(hands, work, shards, items.append))
    return Done(sum(items), marks)
