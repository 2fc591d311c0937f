"""What the figures of an article can be: quantities in, bounds with what is counted out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recoupe.link.differences_figures import AT_MOST_TWICE, ROUGHLY
from recoupe.records import Quantity, Span

KINDS = ("number", "percentage", "money", "measure", "fraction")
"""Kinds of quantities that two accounts can give of one thing; ranks are read apart."""
PERCENT = 100
VAGUE = 3
"""From how many times its lower bound a figure says no number: « des centaines »."""
MORE, LESS = ("MORE_THAN", "EQUAL_OR_MORE"), ("LESS_THAN", "EQUAL_OR_LESS")


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with the numbers it can be, its unit, and where what it counts is named.

    ``centred`` tells that it is told as a number, exact or about, and not as a bound.
    """

    start: int
    end: int
    low: float
    high: float
    centred: bool
    unit: str | None
    of_start: int
    of_end: int


def counted(quantities: Iterable[Quantity]) -> list[Counted]:
    """Return the figures of an article that count something, in order."""
    ordered = sorted(quantities, key=lambda q: (q.span.start, q.id))
    found = [_counted(q, q.of) for q in ordered if q.of and q.kind in KINDS]
    return [c for c in found if c is not None]


def _counted(quantity: Quantity, of: Span) -> Counted | None:
    low, high, mod, unit = quantity.low, quantity.high, quantity.mod, quantity.unit
    if quantity.kind == "fraction":
        if low is None or high is None or high >= 1:
            return None
        low, high, unit = PERCENT * low, PERCENT * high, "%"
    told = low if low is not None else high
    if told is None or not told or _vague(quantity) or (low and high and high > VAGUE * low):
        return None
    if mod in MORE or high is None:
        low, high = told, told * AT_MOST_TWICE
    elif mod in LESS or low is None:
        low = high / AT_MOST_TWICE
    elif mod is not None:
        low, high = low * (1 - ROUGHLY), high * (1 + ROUGHLY)
    bound = mod in (*MORE, *LESS)
    span = quantity.span
    return Counted(span.start, span.end, low, high, not bound, unit, of.start, of.end)


def _vague(quantity: Quantity) -> bool:
    """Tell whether a figure is a mere plural: « des dizaines », read as 20 or more."""
    words, low = quantity.span.text, quantity.low
    in_words = not any(char.isdigit() for char in words)
    return in_words and quantity.mod == MORE[1] and f"{low:.0e}".startswith("2e")
