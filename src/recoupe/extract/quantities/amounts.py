"""Amounts: a text in, every number, share, rank and vague count in it out, with unit and bounds.

Nothing is judged here: whether an amount is a figure that the text claims is told in ``claims``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from recoupe.extract.quantities import nouns, numerals, ranges, ranks
from recoupe.extract.quantities.amount import LOWER, UPPER, Amount, Source
from recoupe.extract.quantities.bounds import bounded, rated
from recoupe.extract.quantities.numerals import Number
from recoupe.extract.quantities.units import Unit, sign_before, unit_at, units
from recoupe.extract.quantities.words import WORD
from recoupe.records import QuantityKind

Range = tuple[int, int]
"""Offsets into the text, end exclusive."""

_GLUE = frozenset("-/.,#@_&=+:%")
"""Behind a letter or digit and one of these a number is part of a name, a date or an address."""


def amounts(src: Source, taken: Sequence[Range] = ()) -> Iterator[Amount]:
    """Yield the amounts of a text, from left to right, none overlapping.

    ``taken`` are ranges, in order, that time expressions hold: numbers in them are read there.

    >>> src = Source.of("plus de 3 millions d'euros", "fr")
    >>> [(a.low, a.mod, a.unit) for a in amounts(src)]
    [(3000000.0, 'MORE_THAN', 'EUR')]
    """
    held: Amount | None = None
    for found in _single(src, taken):
        both = _both(src, held, found) if held else None
        if held and not both:
            yield held
        held = both or found
    if held:
        yield held


def _both(src: Source, a: Amount, b: Amount) -> Amount | None:
    """Join two half bounds: ``supérieur à 100 et inférieur à 300``."""
    rising, falling = a.mod in LOWER and b.mod in UPPER, a.mod in UPPER and b.mod in LOWER
    if not (rising or falling):
        return None
    joined = src.low[a.end : b.start].strip() == src.words.table["range"]["and"]
    low, high = (a.low, b.high) if rising else (b.low, a.high)
    if not joined or low is None or high is None or low >= high or a.unit not in {None, b.unit}:
        return None
    return replace(b, start=a.start, core_start=a.core_start, low=low, high=high, mod=None)


def _single(src: Source, taken: Sequence[Range]) -> Iterator[Amount]:
    """Yield the amounts of a text one by one."""
    done, triggers = 0, src.words.triggers
    for m in WORD.finditer(src.low):
        word, place = m.group(), m.start()
        numeral = word[0].isdecimal()
        trigger = "word" if numeral else triggers.get(word)
        if trigger is None or place < done:
            continue
        chain = _CHAIN.match(src.low, place) if numeral else None
        if chain or (numeral and taken and _over(taken, place, m.end())):
            done = chain.end() if chain else done
            continue
        found = _vague(src, word, place) if trigger == "vague" else None
        number = None if found else _number(src, trigger, place)
        if number and number.start >= done:
            found = _amount(src, number, done)
        if found and found.start >= done and not (taken and _timed(taken, found)):
            yield found
            done = found.end


def _over(taken: Sequence[Range], start: int, end: int) -> Range | None:
    """Return the range that holds a character from ``start`` to ``end``, if one does."""
    i = bisect_right(taken, start, key=itemgetter(1))
    return taken[i] if i < len(taken) and taken[i][0] < end else None


def _timed(taken: Sequence[Range], amount: Amount) -> bool:
    """Tell an amount of time; a share may look like one: ``three quarters of``."""
    over = _over(taken, amount.core_start, amount.core_end)
    return over is not None and not (amount.form == "part" and over[0] == amount.core_start)


def _vague(src: Source, word: str, place: int) -> Amount | None:
    """Read a count without a number: ``plusieurs``; not in ``quelques 300``, which has one."""
    for phrase, offset, value in src.words.vague[word]:
        start, end = place - offset, place - offset + len(phrase)
        if src.low[end : end + 1] == "-" or not src.stands(phrase, start):
            continue
        if value.get("bare") and _determined(src, start):
            continue
        following = WORD.match(src.low, end + (src.low[end : end + 1] == " "))
        after = following.group() if following else ""
        if after in src.words.table["vague_not"]["followed"]:
            return None
        if after[:1].isdecimal() or src.words.triggers.get(after) in {"word", "collective"}:
            return None
        bounds = (value.get("low"), value.get("high"), value.get("mod"))
        return Amount(start, end, start, end, "vague", value.get("kind", "vague"), *bounds)
    return None


def _determined(src: Source, start: int) -> bool:
    """Tell « le nombre de » from « nombre de »."""
    determiners = src.words.table["vague_not"]["determiners"]
    return any(src.ends_before(word, start) is not None for word in determiners)


_NOUNS: dict[str, Callable[[Source, int], Number | None]] = {
    "collective": nouns.collective,
    "single": nouns.single,
    "ordinal": ranks.ordinal,
    "part": nouns.part,
    "part or ordinal": lambda src, place: nouns.part(src, place) or ranks.ordinal(src, place),
}
"""How a word of each sort is read."""


def _number(src: Source, trigger: str, place: int) -> Number | None:
    """Return the number, share or ordinal at ``place``."""
    if trigger in _NOUNS:
        return _NOUNS[trigger](src, place)
    if _glued(src.low, place) and not sign_before(src, place):
        return None
    number = numerals.number_at(src.low, place, src.words)
    if number is None:
        return None
    return (
        ranks.suffixed(src, number)
        or nouns.parts(src, number)
        or nouns.out_of(src, number)
        or nouns.mixed(src, number)
        or _short_scale(src, number)
    )


def _glued(low: str, place: int) -> bool:
    """Tell whether a number is the end of something else: ``Covid-19``, ``10/12``, ``G7``."""
    before = low[place - 1 : place]
    if before.isalnum() or before in {"_", "#", "@"}:
        return True
    return before in _GLUE and place > 1 and low[place - 2].isalnum()


_CHAIN = re.compile(r"\d+(?:[-/:]\d+){2,}|\d\d(?: \d\d){3,}(?!\d)")
"""Telephone numbers, dates, standings: 01 42 34 56 78, 555-123-4567."""


def _short_scale(src: Source, number: Number) -> Number:
    """Multiply in a scale of one letter beside a sign of money: ``12 M€``, ``$3bn``."""
    m = src.words.short_scale.match(src.low, number.end)
    if not m or number.scale > 1:
        return number
    behind = units(src.words.language).signs.at(src.text, m.end())
    if not (behind and behind[0][0] == "money") and not sign_before(src, number.start):
        return number
    factor = float(src.words.table["number"]["short_scale"][m[1]])
    return replace(number, end=m.end(1), value=number.value * factor, scale=factor)


def _amount(src: Source, number: Number, done: int) -> Amount | None:
    """Read unit, range, rate and bounds around a number."""
    if number.form == "ordinal":
        return ranks.rank(src, number)
    if number.form == "part":
        return bounded(src, _make(number, number.start, number.end, "fraction"), done)
    sign = sign_before(src, number.start)
    start = sign.start if sign and sign.start >= done else number.start
    unit = unit_at(src.text, src.low, number.end, src.words, scaled=number.scale > 1)
    unit = unit or (sign if start < number.start else None)
    both = ranges.second(src, number, unit, start) if number.mod is None else None
    if both:
        made = _make(both.first, both.start, both.end, _kind(both.unit))
        made = replace(made, high=both.second.value, core_end=both.second.end)
        made = replace(
            made, scaled=both.second.scale > 1, unit=both.unit.name if both.unit else None
        )
        made = made if both.start >= done else replace(made, start=start)
    else:
        end = max(number.end, unit.end if unit else 0)
        made = replace(_make(number, start, end, _kind(unit)), unit=unit.name if unit else None)
    return bounded(src, rated(src, _negative(src, made)), done)


def _kind(unit: Unit | None) -> QuantityKind:
    return unit.kind if unit else "number"


def _negative(src: Source, amount: Amount) -> Amount:
    """Take in a minus sign: ``-5 °C``, not the hyphen of a list."""
    at = amount.start - 1
    if amount.kind == "measure" and not (amount.unit or "").startswith("degree"):
        return amount
    if amount.form != "digits" or amount.low is None or src.low[at : at + 1] != "-" or at < 0:
        return amount
    if at and src.low[at - 1] not in " (":
        return amount
    low, high = amount.low, amount.high
    high = -low if high == low else high
    return replace(amount, start=at, core_start=at, low=-low, high=high)


def _make(number: Number, start: int, end: int, kind: QuantityKind) -> Amount:
    low = None if number.mod in UPPER else number.value
    high = None if number.mod in LOWER else number.value
    return Amount(
        start,
        end,
        number.start,
        number.end,
        number.form,
        kind,
        low,
        high,
        mod=number.mod,
        scaled=number.scale > 1 or number.form == "collective",
    )
