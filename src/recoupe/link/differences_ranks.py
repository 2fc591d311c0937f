"""Reads the ranks of a passage: a side in, what is ranked where out.

« le troisième producteur de lithium », « les septièmes plus vastes salines », « l'un des ports
leaders pour le vrac »: a place, or one among the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from recoupe import lexicon
from recoupe.link.differences_side import Side

AMONG = (1, 10)
"""Places that « l'un des premiers » can mean."""
REACH = 6
"""Words after a rank among which are the thing ranked and what it is ranked in."""


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in an order: between which places, the words that say so, the things ranked."""

    low: int
    high: int
    first: int
    last: int
    things: tuple[int, ...]


def ranks(side: Side) -> Iterator[Rank]:
    """Yield the ranks of a passage in order."""
    table = lexicon.table(side.language, "figures")["ranks"]
    for i, word in enumerate(side.words):
        value = table["values"].get(word.low)
        if value is not None and _ranked(i, side, table):
            yield from _rank(i, i, (value, value), side, table)
    for phrase in table["among"]:
        at = side.low.find(phrase)
        if at >= 0:
            first = next(i for i, w in enumerate(side.words) if w.end > at)
            last = next((i for i, w in enumerate(side.words) if w.end >= at + len(phrase)), first)
            reach = range(last + 1, min(len(side.words), last + 1 + REACH))
            leading = next((k for k in reach if side.words[k].low in table["leading"]), None)
            if leading is not None:
                for rank in _rank(first, last, AMONG, side, table):
                    yield replace(rank, last=max(rank.last, leading))


def _ranked(i: int, side: Side, table: dict[str, Any]) -> bool:
    """Tell whether an ordinal ranks: it stands before a superlative or a thing that is ranked."""
    near = [w.low for w in side.words[i + 1 : i + 3]]
    return any(low in table["superlatives"] or low in table["things"] for low in near)


def _rank(
    first: int, last: int, places: tuple[int, int], side: Side, table: dict[str, Any]
) -> Iterator[Rank]:
    reach = range(last + 1, min(len(side.words), last + 1 + REACH))
    things = tuple(k for k in reach if side.words[k].low in table["things"])
    if things:
        yield Rank(*places, first, things[0], things)
