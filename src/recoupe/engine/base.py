"""The contract of an engine: sources in, a mark for each shard of their items out; steps in order.

An engine decides where work runs, never what it is. It has sources cut into shards, takes each
:class:`Shard` to a process, on this machine or another, and calls the :class:`Work` there; the work
leaves its output where the machine that links the articles can read it, and hands back no more
than a mark. So readings never travel through the process that started the work, and a shard that
was left whole before, by a run that was killed, is not worked on again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from duckdb import DuckDBPyConnection

from recoupe.errors import DefectError

Source = TypeVar("Source")
Item = TypeVar("Item")
Result = TypeVar("Result")
Mark = TypeVar("Mark")

Progress = Callable[[int], None]
"""Told, again and again, how many more items were done."""

Step = Callable[[DuckDBPyConnection], None]
"""Reads tables of a connection and renews its own."""


@dataclass(frozen=True, slots=True)
class Shard(Generic[Item]):
    """Some items of a stream, in its order; ``key`` is the same only for the same work on them."""

    key: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Sources(Generic[Source, Item]):
    """Where items come from; both functions can be pickled.

    ``cut`` opens some of the sources, in order, and yields shards of what is in them, wherever it
    is called: an engine may divide them, and the shards are then others, their items the same.
    ``whole`` does the same where one engine takes all sources at once, shards near the end smaller.
    ``weigh`` tells how much there is in a source, in bytes, so that they can be divided fairly.
    """

    items: tuple[Source, ...]
    cut: Callable[[Sequence[Source]], Iterator[Shard[Item]]]
    whole: Callable[[Sequence[Source]], Iterator[Shard[Item]]]
    weigh: Callable[[Source], int]


@dataclass(frozen=True, slots=True)
class Work(Generic[Item, Result, Mark]):
    """What is done to a shard; every part can be pickled and run on any machine.

    ``kept`` gives the mark of a shard whose output lies there whole, else ``None``. ``read`` gives
    one result for each item, in order; ``keep`` leaves them and gives the mark. ``lost`` makes the
    result of an item that killed its process or, at ``item_seconds`` an item, did not come back.
    ``most`` is how many items a shard has.
    Two machines may work on one shard at once: what either leaves stands.
    """

    kept: Callable[[str], Mark | None]
    read: Callable[[Sequence[Item]], list[Result]]
    keep: Callable[[str, Sequence[Result]], Mark]
    lost: Callable[[Item, str], Result]
    item_seconds: float
    most: int = 1

    def __call__(self, shard: Shard[Item]) -> Mark:
        """Read a shard and leave its results, one for each item."""
        results = self.read(shard.items)
        if len(results) != len(shard.items):
            told = f"{len(shard.items)} pages were handed over and {len(results)} came back"
            raise DefectError(f"a defect of recoupe: {told}; please report it")
        return self.keep(shard.key, results)


class Engine(Protocol):
    """Runs work over shards, and steps over tables."""

    def map(
        self,
        work: Work[Item, Result, Mark],
        given: Sources[Source, Item],
        progress: Progress | None = None,
    ) -> Iterator[Mark]:
        """Yield the mark of every shard, in the order of the sources.

        Sources are read as work goes on, never as a whole. ``progress`` is told of every item once,
        as it came out of its source.
        """
        ...

    def steps(self, connection: DuckDBPyConnection, steps: Sequence[Step]) -> None:
        """Run the steps in order, each when the one before it is done."""
        ...
