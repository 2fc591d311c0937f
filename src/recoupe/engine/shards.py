"""Cuts a stream of records into shards: records in, groups of them with a key for each out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import TypeVar

from recoupe.engine.base import Shard
from recoupe.engine.chunks import chunked
from recoupe.rows import to_row

Record = TypeVar("Record")

KEY_BYTES = 16
"""128 bits: keys also name the folders of shards, and no two may ever fall together."""


def sharded(records: Iterable[Record], size: int, recipe: str) -> Iterator[Shard[Record]]:
    """Yield shards of ``size`` records in order, the last one smaller.

    The key is a hash of all fields of the records and of ``recipe``: what else the work depends on.
    """
    for items in chunked(records, size):
        yield Shard(_key(items, recipe), tuple(items))


def _key(records: Sequence[object], recipe: str) -> str:
    digest = blake2b(recipe.encode(), digest_size=KEY_BYTES)
    for record in records:
        digest.update(json.dumps([type(record).__name__, to_row(record)]).encode())
    return digest.hexdigest()
