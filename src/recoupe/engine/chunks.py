"""Cuts a stream into lists of a given size or weight, the last one smaller."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def chunked(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield lists of ``size`` items, in order.

    >>> list(chunked("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    stream = iter(items)
    while chunk := list(islice(stream, size)):
        yield chunk


def weighed(
    items: Iterable[Item], weight: Callable[[Item], int], enough: int
) -> Iterator[list[Item]]:
    """Yield lists of items, in order, each as soon as its items weigh enough.

    >>> list(weighed(["a", "bc", "def", "g"], len, 3))
    [['a', 'bc'], ['def'], ['g']]
    """
    chunk: list[Item] = []
    weighs = 0
    for item in items:
        chunk.append(item)
        weighs += weight(item)
        if weighs >= enough:
            yield chunk
            chunk, weighs = [], 0
    if chunk:
        yield chunk
