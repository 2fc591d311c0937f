"""Cuts a stream of records into shards: records in, groups of them with a key for each out."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain
from typing import TypeVar

from recoupe.engine.base import Shard
from recoupe.engine.chunks import chunked
from recoupe.rows import to_row

Record = TypeVar("Record")

KEY_BYTES = 16
"""128 bits: keys also name the folders of shards, and no two may ever fall together."""


TAIL = 2
"""Shards at the end that are cut smaller: when one process was done, another had half a shard left,
on average, and up to a whole one."""


def sharded(
    records: Iterable[Record], size: int, recipe: str, last: int = 0
) -> Iterator[Shard[Record]]:
    """Yield shards of ``size`` records in order, the last one smaller.

    Where there are many, the records of the last :data:`TAIL` shards are cut into shards of
    ``last`` (0: they are not), so that processes which share the work end at about one time.

    The key is a hash of all fields of the records and of ``recipe``: what else the work depends on.
    """
    chunks = chunked(records, size)
    for items in _evened(chunks, last) if 0 < last < size else chunks:
        yield Shard(_key(items, recipe), tuple(items))


def _evened(chunks: Iterable[list[Record]], last: int) -> Iterator[list[Record]]:
    """Cut the last lists of many into smaller ones."""
    held: deque[list[Record]] = deque()
    many = False
    for chunk in chunks:
        held.append(chunk)
        if len(held) > TAIL:
            yield held.popleft()
            many = True
    yield from chunked(chain.from_iterable(held), last) if many else held


def _key(records: Sequence[object], recipe: str) -> str:
    digest = blake2b(recipe.encode(), digest_size=KEY_BYTES)
    for record in records:
        digest.update(json.dumps([type(record).__name__, to_row(record)]).encode())
    return digest.hexdigest()
