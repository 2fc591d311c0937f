"""Numbers that are nouns: une centaine, des milliers, la moitié, deux tiers, sept sur dix."""

from __future__ import annotations

import re
from dataclasses import replace

from recoupe.extract.quantities.amount import Source
from recoupe.extract.quantities.numerals import Number, added, number_at, scaled

APPROXIMATE = "APPROX"
AT_LEAST = "EQUAL_OR_MORE"
PLURAL = 2.0
"""Dozens, thousands and millions are two of them at the least."""
LONGEST_OUT_OF = 40
"""Characters of the noun in « un habitant sur trois »."""


def collective(src: Source, place: int) -> Number | None:
    """Read ``une centaine`` as about 100, ``des dizaines de milliers`` as 20,000 or more."""
    table = src.words.table["collective"]
    word = _word(src, place)
    start, many = place, word in table["plural"]
    value = float(table["plural" if many else "singular"][word])
    half = _half(src, place)
    if half is not None:
        start, value = half, value / 2
    several = None if many else _before(src, table["many"], start)
    many = many or several is not None
    before = several
    if before is None:
        before = _before(src, table["some" if many else "one"], start)
    if before is None and word in table["bare_not"] and half is None:
        return None
    if word in table["of_needed"] and not _of(src, place + len(word)):
        return None
    start = start if before is None else before
    exact = not many and word in table["exact"]
    number = Number(start, place + len(word), value, "collective", value)
    number = added(src.low, scaled(src.low, number, src.words), src.words)
    if many:
        return replace(number, value=number.value * PLURAL, mod=AT_LEAST)
    return number if exact else replace(number, mod=APPROXIMATE)


def _half(src: Source, place: int) -> int | None:
    """Return where ``demi-`` or ``half a`` begins before a collective noun."""
    half = src.words.table["collective"]["half"]
    return src.ends_before(half, place)


def single(src: Source, place: int) -> Number | None:
    """Read the article of ``un mort`` as one: before a few nouns it counts."""
    start = _before(src, src.words.table["number"]["article"], place)
    return None if start is None else Number(start, place - 1, 1.0, "words")


def part(src: Source, place: int) -> Number | None:
    """Read ``la moitié``, ``un tiers de``: a share told by a noun with an article."""
    table = src.words.table["fraction"]
    word = _word(src, place)
    end = place + len(word)
    if _barred(src, place, end):
        return None
    if word in table["whole"]:
        start = _before(src, table["articles"], place)
        value = float(table["whole"][word])
        if start is None and not _of(src, end):
            return None
        return Number(place if start is None else start, end, value, "part")
    start = _before(src, table["one"], place)
    if start is None or not (_of(src, end) or _ends(src, word, end)):
        return None
    return Number(start, end, 1 / table["parts"][word], "part")


def parts(src: Source, number: Number) -> Number | None:
    """Read ``deux tiers``, ``trois quarts``, ``2/3``: a number and a noun that names a part."""
    table = src.words.table["fraction"]
    slash = _SLASH.match(src.low, number.end)
    if slash and number.form == "digits" and 1 <= number.value < int(slash[1]) <= MOST_PARTS:
        return Number(number.start, slash.end(), number.value / int(slash[1]), "part")
    word = _word(src, number.end + 1)
    if src.low[number.end : number.end + 1] not in {" ", "-"} or word not in table["parts"]:
        return None
    end = number.end + 1 + len(word)
    if _barred(src, number.start, end) or number.value >= table["parts"][word]:
        return None
    start = _before(src, table["articles"], number.start)
    value = number.value / table["parts"][word]
    return Number(number.start if start is None else start, end, value, "part")


_SLASH = re.compile(r"/(\d{1,3})(?![\d/.,])")
MOST_PARTS = 10
"""The largest denominator written with a stroke; larger ones are dates, standings, references."""


def mixed(src: Source, number: Number) -> Number | None:
    """Read a number with a part: ``trois et un cinquième``, ``10 1/2``."""
    if number.scale > 1 or number.value % 1:
        return None
    joiner = next((j for j in src.words.table["number"]["joiners"]), "")
    slash = _MIXED.match(src.low, number.end)
    if slash and number.form == "digits" and int(slash[1]) < int(slash[2]) <= MOST_PARTS:
        value = number.value + int(slash[1]) / int(slash[2])
        return replace(number, end=slash.end(), value=value)
    if not src.stands(joiner, number.end + 1):
        return None
    m = _WORDS.match(src.low, number.end + 2 + len(joiner))
    table = src.words.table["fraction"]
    if not m or m[1] not in table["one"] or m[2] not in table["parts"]:
        return None
    return replace(number, end=m.end(), value=number.value + 1 / table["parts"][m[2]])


_MIXED = re.compile(r" (\d)/(\d{1,2})(?![\d/.,])")
_WORDS = re.compile(r"([^\W\d_]+) ([^\W\d_]+)")


def out_of(src: Source, number: Number) -> Number | None:
    """Read ``sept sur dix``, ``sept habitants sur dix``: a share of a round number.

    Whether « un » before it counts is told by the share: ``un habitant sur trois``.
    """
    table = src.words.table["fraction"]
    m = src.words.out_of.match(src.low, number.end)
    if not m:
        return _one_out_of(src, number)
    base = number_at(src.low, m.end(), src.words)
    known = base is not None and (number.value == 1 or base.value in table["bases"])
    if base is None or not known or not 0 < number.value < base.value:
        return None
    return Number(number.start, base.end, number.value / base.value, "part")


def _one_out_of(src: Source, number: Number) -> Number | None:
    """Read ``un habitant sur trois`` from its last number on."""
    if number.value <= 1 or not src.low.endswith(src.words.before_out_of, 0, number.start):
        return None
    first = max(0, number.start - LONGEST_OUT_OF)
    one = src.words.one_out_of.search(src.low, first, number.start)
    bases = src.words.table["fraction"]["bases"]
    if one is None or (one["plain"] is None and number.value not in bases):
        return None
    return Number(one.start(), number.end, 1 / number.value, "part")


def _word(src: Source, place: int) -> str:
    m = _WORD.match(src.low, place)
    return m.group() if m else ""


_WORD = re.compile(r"[^\W\d_]+")


def _before(src: Source, articles: list[str], place: int) -> int | None:
    found = (src.ends_before(article, place) for article in articles)
    return next((start for start in found if start is not None), None)


def _barred(src: Source, start: int, end: int) -> bool:
    """Tell a part that is none: ``quart de finale``, ``la première moitié``."""
    table = src.words.table["fraction"]
    after = src.low[end:].lstrip(" ")[:20] if end < len(src.low) else ""
    if after.startswith(tuple(table["not_before"])):
        return True
    return any(src.ends_before(word, start) is not None for word in table["not_after"])


def _ends(src: Source, word: str, end: int) -> bool:
    """Tell whether nothing follows that an ordinal would count, as in « un cinquième mandat »."""
    alone = word not in src.words.table["fraction"]["alone_not"]
    return alone and not src.low[end : end + 2].lstrip(" ")[:1].isalnum()


def _of(src: Source, end: int) -> bool:
    """Tell whether « de » follows: without it ``un tiers`` may be a third person."""
    words = src.words.table["counted"]["of"]
    return any(src.stands(word, end + 1) for word in words)
