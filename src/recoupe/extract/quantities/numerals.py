"""Numbers in digits and in words: a place in a text in, the number that begins there out.

Words are counted by the library text2num, digits by the language's own marks; scales that follow
(3,5 millions, trois douzaines) are multiplied in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from text_to_num import text2num  # type: ignore[import-untyped]

from recoupe.extract.quantities.words import SIGNS, Words

LONGEST_NUMBER = 15
"""Digits after which a number is an identifier: the debts of states have 14."""
MOST_SCALES = 3
"""Scales in a row: « centaines de milliers de milliards » has them all."""
REMEMBERED = 4_096
"""Numbers in words that are remembered: the press uses some hundreds."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number read: offsets, value, the value before its scale, and what it was written in.

    ``scale`` is 1 where none follows. ``form`` is ``digits``, ``words`` or ``ordinal``. ``mod`` is
    set where the words themselves approximate or bound ("une centaine", "des milliers").
    """

    start: int
    end: int
    value: float
    form: str
    scale: float = 1.0
    mod: str | None = None


def number_at(low: str, place: int, words: Words) -> Number | None:
    """Return the number that begins at ``place``, with its scale, or ``None``.

    >>> from recoupe.extract.quantities.words import words
    >>> number_at("3,5 millions d'euros", 0, words("fr")).value
    3500000.0
    """
    found = digits_at(low, place, words) or spelled_at(low, place, words)
    if found is None or found.form == "ordinal":
        return found
    number = scaled(low, found, words)
    return number if number.scale > 1 else added(low, number, words)


def added(low: str, number: Number, words: Words) -> Number:
    """Add a half or a quarter: ``un million et demi``, ``trois et demi``."""
    m = words.added.match(low, number.end)
    if not m or number.value % 1:
        return number
    more = float(words.table["added"][m[1]]) * max(number.scale, 1.0)
    return replace(number, end=m.end(), value=number.value + more)


def digits_at(low: str, place: int, words: Words) -> Number | None:
    """Return the number in digits at ``place``, without a scale."""
    if place < len(low) and low[place] in SIGNS:
        return Number(place, place + 1, SIGNS[low[place]], "digits")
    m = words.digits.match(low, place)
    if not m or m.end() - m.start() > 2 * LONGEST_NUMBER:
        return None
    whole = re.sub(r"\D", "", m["grouped"]) if m["grouped"] else m["whole"]
    part = m["more"] if m["grouped"] else m["part"]
    if len(whole) > LONGEST_NUMBER:
        return None
    value = float(f"{whole}.{part}") if part else float(int(whole))
    if not part and not m["grouped"] and low[m.end() : m.end() + 1] in SIGNS:
        return Number(place, m.end() + 1, value + SIGNS[low[m.end()]], "digits")
    return Number(place, m.end(), value, "digits")


def spelled_at(low: str, place: int, words: Words) -> Number | None:
    """Return the number in words at ``place``: the longest run that makes one number."""
    m = words.spelled.match(low, place)
    while m:
        run = m.group()
        value, form = _count(run, words)
        if value is not None:
            return _with_decimals(low, Number(place, place + len(run), value, form), words)
        shorter = _LAST_WORD.sub("", run)
        if shorter == run:
            return None
        m = words.spelled.fullmatch(low, place, place + len(shorter))
    return None


def _with_decimals(low: str, number: Number, words: Words) -> Number:
    """Read decimals in words: ``zéro virgule cinq``."""
    point = f" {words.table['number']['point']} "
    if number.form != "words" or not low.startswith(point, number.end):
        return number
    m = words.spelled.match(low, number.end + len(point))
    decimals = _value(m.group(), words.language) if m else None
    if m is None or decimals is None:
        return number
    return replace(number, end=m.end(), value=float(f"{number.value:.0f}.{decimals:.0f}"))


_LAST_WORD = re.compile(r"(?:[ -]+(?:et|and))?[ -]+[^\W\d_]+\Z")


def _count(run: str, words: Words) -> tuple[float | None, str]:
    """Return the value of a run of number words, and whether it is an ordinal."""
    last = re.split(r"[ -]", run)[-1]
    if last in words.ordinals and last not in words.table["number"]["words"]:
        base = words.ordinals[last]
        return _value(run[: len(run) - len(last)] + base, words.language), "ordinal"
    return _value(run, words.language), "words"


@lru_cache(REMEMBERED)
def _value(run: str, language: str) -> float | None:
    try:
        return float(text2num(run, language))
    except ValueError:
        return None


def scaled(low: str, number: Number, words: Words) -> Number:
    """Multiply in the scales that follow: ``millions``, ``centaines de milliers``.

    What follows a scale and is smaller is added: ``deux millions et demi``, ``trois millions deux
    cent mille``.
    """
    total, least = number, 1.0
    for _ in range(MOST_SCALES):
        m = words.scale.match(low, total.end)
        if not m or not _may_scale(low, m, total):
            break
        least = factor = float(words.table["scale"][m["scale"]])
        value = total.value * factor + words.table["added"].get(m["added"], 0) * factor
        total = replace(total, end=m.end(), value=value, scale=total.scale * factor)
    return _with_rest(low, total, least, words) if least > 1 else total


def _may_scale(low: str, m: re.Match[str], number: Number) -> bool:
    """A scale with « de » before it needs another scale: « 3 de mille » is none."""
    return number.scale > 1 or low[m.start() : m.start("scale")] in {" ", "-", ""}


def _with_rest(low: str, number: Number, least: float, words: Words) -> Number:
    """Add what is left after a scale: ``un million [deux cent mille]``."""
    if low[number.end : number.end + 1] != " " or number.scale != least:
        return number
    place = number.end + 1
    rest = digits_at(low, place, words) if number.form == "digits" else None
    if number.form == "words":
        rest = spelled_at(low, place, words)
    if rest is None or rest.form != number.form:
        return number
    rest = scaled(low, rest, words)
    if not 1 < rest.value < least or (rest.form == "digits" and rest.value < least / 1000):
        return number
    return replace(number, end=rest.end, value=number.value + rest.value)
