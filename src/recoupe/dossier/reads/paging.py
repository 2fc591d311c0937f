"""Pages through long answers: where one page begins and how long it is in, its items out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from recoupe.errors import QuestionError

Item = TypeVar("Item")

MOST = 200
"""Items of one page, at most: an answer of the record then stays below half a megabyte."""

USUAL = 50
FARTHEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page is asked for: the items after the first ``offset``, at most ``limit`` of them.

    Raises :class:`QuestionError` where the limit is not from 1 to 200 or the offset is negative.
    """

    offset: int = 0
    limit: int = USUAL

    def __post_init__(self) -> None:
        """Refuse what no page can be."""
        if not 1 <= self.limit <= MOST:
            raise QuestionError(f"limit must be from 1 to {MOST}, not {self.limit}")
        if not 0 <= self.offset <= FARTHEST:
            raise QuestionError(f"offset must be 0 or more, not {self.offset}")


FIRST = Paging()


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of an answer; ``total`` counts the items of all pages."""

    items: tuple[Item, ...]
    total: int
    offset: int
    limit: int

    @property
    def next(self) -> int | None:
        """Return the offset of the page after this one, if there is one."""
        after = self.offset + self.limit
        return after if after < self.total else None

    @property
    def previous(self) -> int | None:
        """Return the offset of the page before this one, if there is one."""
        return max(0, min(self.offset, self.total) - self.limit) if self.offset else None
