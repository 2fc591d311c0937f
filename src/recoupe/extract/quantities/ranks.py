"""Ordinals and ranks: le deuxième producteur, les huitièmes plus grands gisements, la 3e vague."""

from __future__ import annotations

import re

from recoupe.extract.quantities.amount import Amount, Source
from recoupe.extract.quantities.numerals import Number, spelled_at

LONG_SUFFIX = 3
"""Letters a suffix needs to stand apart from its number: « 4 ème »; « 4 e » may be a unit."""

_SUFFIX = re.compile(r"[^\W\d_]+")


def ordinal(src: Source, place: int) -> Number | None:
    """Read an ordinal of one word: ``première``, ``cinquièmes``."""
    m = _SUFFIX.match(src.low, place)
    base = src.words.ordinals.get(m.group()) if m else None
    if m is None or base is None:
        return None
    if base.isdecimal():
        return Number(place, m.end(), float(base), "ordinal")
    number = spelled_at(base, 0, src.words)
    return Number(place, m.end(), number.value, "ordinal") if number else None


def suffixed(src: Source, number: Number) -> Number | None:
    """Read an ordinal in digits: ``2e``, ``1er``, ``21ème``."""
    if number.form != "digits" or number.scale > 1:
        return None
    spaced = src.low[number.end : number.end + 1] == " "
    m = _SUFFIX.match(src.low, number.end + spaced)
    if not m or m.group() not in src.words.suffixes or len(m.group()) < LONG_SUFFIX * spaced:
        return None
    return Number(number.start, m.end(), number.value, "ordinal")


def rank(src: Source, number: Number) -> Amount:
    """Return the amount of an ordinal, with the superlative that follows or precedes it."""
    end, superlative = number.end, False
    m = src.words.superlative.match(src.low, end)
    if m:
        end, superlative = m.end(), True
    return Amount(
        number.start,
        end,
        number.start,
        number.end,
        "ordinal",
        "rank",
        number.value,
        number.value,
        superlative=superlative,
    )
