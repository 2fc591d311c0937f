"""Joins what is linked, directly or over others: pairs in, groups out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def components(pairs: Iterable[tuple[Item, Item]]) -> list[list[Item]]:
    """Return the connected groups, whatever the order of the pairs: each sorted, sorted by first.

    >>> components([("c", "b"), ("x", "y"), ("a", "b")])
    [['a', 'b', 'c'], ['x', 'y']]
    """
    parents: dict[Item, Item] = {}
    for one, other in pairs:
        a, b = _root(parents, one), _root(parents, other)
        if a != b:
            parents[a] = b
    groups: dict[Item, list[Item]] = {}
    for item in parents:
        groups.setdefault(_root(parents, item), []).append(item)
    return sorted(sorted(group) for group in groups.values())  # type: ignore[type-var]


def _root(parents: dict[Item, Item], item: Item) -> Item:
    """Follow an item to its root, shortening the way for the next one."""
    parents.setdefault(item, item)
    while parents[item] != item:
        parents[item] = parents[parents[item]]
        item = parents[item]
    return item
