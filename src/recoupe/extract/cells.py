"""Keeps things by where they stand in a text: ranges in, what lies near a range out.

Without it every statement would be compared with every other one, which on a page of a thousand
one-line quotations takes longer than parsing it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")

CELL = 1_000
"""Characters to a cell: about a paragraph, so that a cell holds a handful of statements."""


class Cells(Generic[Item]):
    """Items by the cells of text their ranges touch."""

    def __init__(self) -> None:
        self._cells: dict[int, list[Item]] = {}

    def add(self, start: int, end: int, item: Item) -> None:
        """Put an item where its range lies."""
        for cell in range(start // CELL, end // CELL + 1):
            self._cells.setdefault(cell, []).append(item)

    def near(self, start: int, end: int) -> Iterator[Item]:
        """Yield the items whose cells touch a range, each once."""
        seen: set[int] = set()
        for cell in range(start // CELL, end // CELL + 1):
            for item in self._cells.get(cell, ()):
                if id(item) not in seen:
                    seen.add(id(item))
                    yield item
