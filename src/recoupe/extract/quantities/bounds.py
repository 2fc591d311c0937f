"""Bounds, approximations and rates around an amount: plus de, environ, au moins, par an."""

from __future__ import annotations

from dataclasses import replace

from recoupe.extract.quantities.amount import LOWER, UPPER, Amount, Source
from recoupe.extract.quantities.rates import rate_at

MOST_BOUNDS = 3
"""Bounds on one number: « au moins quelque » has two."""


def bounded(src: Source, amount: Amount, done: int) -> Amount:
    """Read the words that bound an amount, before it and behind it; none begins before ``done``."""
    for _ in range(MOST_BOUNDS):
        found = src.words.bound.before(src.low, amount.start)
        if found is None or found[1] < done:
            break
        amount = replace(_with(amount, found[0]), start=found[1])
    after = amount.end + (src.low[amount.end : amount.end + 1] == " ")
    behind = src.words.bound_after.at(src.low, after)
    if behind and not _goes_on(src, behind[1]):
        amount = replace(_with(amount, behind[0]), end=behind[1])
    return amount


def _goes_on(src: Source, end: int) -> bool:
    """Tell ``ou plus [de dix]``, ``environ [300]``: the bound is of what follows."""
    if src.words.digits.match(src.low, end + 1):
        return True
    return any(src.stands(word, end + 1) for word in src.words.table["counted"]["of"])


def _with(amount: Amount, mod: str) -> Amount:
    """Let a bound win over an approximation, and the outer one of two over the inner."""
    strong = LOWER | UPPER
    if amount.mod in strong and mod not in strong:
        return amount
    low, high = amount.low, amount.high
    if low == high or amount.mod in strong:
        value = low if low is not None else high
        low = None if mod in UPPER else value
        high = None if mod in LOWER else value
    return replace(amount, low=low, high=high, mod=mod, bounded=True)


def rated(src: Source, amount: Amount) -> Amount:
    """Read what an amount is told per: ``par an``, ``/mois``, ``le baril``."""
    found = rate_at(src, amount.end, money=amount.kind == "money")
    return replace(amount, rate=found[0], end=found[1]) if found else amount
