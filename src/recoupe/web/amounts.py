"""Tells a figure as a language writes it: a figure with its passage in, "2 milliards $US" out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from babel.numbers import format_compact_decimal, get_currency_symbol
from babel.units import UnknownUnitError, format_unit

from recoupe.dossier.reads.amounts import SIGNS
from recoupe.dossier.reads.figures import FigureRead
from recoupe.web.wording import Texts

IN_WORDS = frozenset({"vague", "rank", "fraction"})
"""Kinds that the page's own words tell better than signs: "certaines", "première", "moitié"."""

SCALES = (1e12, 1e9, 1e6)
"""What has a word of its own, from which on it is used where two decimals tell all."""

LONGEST = 60
"""Characters of the page's words; a passage that is longer holds more than the figure."""


def told(texts: Texts, figure: FigureRead) -> str:
    """Return a figure in words and signs of a language.

    A lower bound in words stays as it is: no page that tells « des milliards » tells two of them.
    """
    words = " ".join(figure.passage.text.split())
    if figure.kind in IN_WORDS and len(words) <= LONGEST:
        return words
    ends = dict.fromkeys(v for v in (figure.low, figure.high) if v is not None)
    if not ends:
        return words[:LONGEST]
    bare = figure.high is None and not any(letter.isdigit() for letter in words)
    if bare and len(words) <= LONGEST:
        return words
    sign = SIGNS.get(figure.mod or "", "")
    if not sign and None in (figure.low, figure.high):
        sign = "≥ " if figure.high is None else "≤ "
    value = with_unit(texts, tuple(ends), figure.unit)
    rate = texts.of("rate", figure.rate) if figure.rate else ""
    return f"{sign}{value}{f' {rate}' if rate else ''}"


def number(texts: Texts, value: float) -> str:
    """Return a number as it is written in the press: from a million on with the word.

    >>> from recoupe.web.wording import texts
    >>> number(texts("fr"), 2_250_000_000), number(texts("en"), 11000)
    ('2,25 milliards', '11,000')
    >>> number(texts("en"), 1_234_567)
    '1,234,567'
    """
    scale = next((s for s in SCALES if abs(value) >= s), None)
    if scale is None or abs(round(value / scale, 2) * scale - value) >= 1:
        return texts.number(value)
    told = format_compact_decimal(
        value, format_type="long", locale=texts.language, fraction_digits=2
    )
    return str(told)


def with_unit(texts: Texts, values: Sequence[float], unit: str | None) -> str:
    """Return a number or range with its unit: a currency by its sign, a measure abbreviated.

    >>> from recoupe.web.wording import texts
    >>> with_unit(texts("en"), (12.5,), "kilometer / hour"), with_unit(texts("fr"), (2, 3), "times")
    ('12.5 km/h', '2–3 fois')
    >>> with_unit(texts("fr"), (2e6,), "metric_ton"), with_unit(texts("fr"), (3e6,), "hectare")
    ('2 millions de tonnes', '3 millions d’hectares')
    """
    plain = "–".join(number(texts, value) for value in values)
    if unit is None:
        return plain
    if unit == "%":
        return f"{plain}\u00a0%" if texts.language == "fr" else f"{plain}%"
    if unit.isupper():
        return _money(texts, plain, unit)
    if f"unit.{unit}" in texts.known:
        return f"{plain} {texts.of('unit', unit)}"
    return _measured(texts, values[-1], plain, unit)


def _money(texts: Texts, plain: str, unit: str) -> str:
    """Return an amount of money: in English the sign goes before it."""
    if texts.language == "fr":
        return f"{plain} {get_currency_symbol(unit, 'fr')}"
    sign = get_currency_symbol(unit, "en_GB")
    return f"{sign}{' ' if sign[-1].isalpha() else ''}{plain}"


def _measured(texts: Texts, value: float, plain: str, unit: str) -> str:
    """Return a measure; CLDR names "square-kilometer" what pint names "kilometer ** 2".

    A number with a word of its own takes the unit in full: « 2 millions de tonnes ».
    """
    names = unit.replace("degree_Celsius", "celsius").replace("metric_ton", "tonne")
    parts = names.split(" / ")
    parts = [f"square-{p.removesuffix(' ** 2')}" if p.endswith(" ** 2") else p for p in parts]
    known = "-per-".join(parts).replace("_", "-")
    length: Literal["long", "short"] = "long" if plain[-1].isalpha() else "short"
    try:
        told = str(format_unit(value, known, length, locale=texts.language))
    except UnknownUnitError:
        return f"{plain} {unit}"
    unit_told = told.replace(texts.number(value), "", 1).strip()
    if length == "long" and texts.language == "fr":
        return f"{plain} {'d’' if _elided(unit_told) else 'de '}{unit_told}"
    return told.replace(texts.number(value), plain, 1)


def _elided(word: str) -> bool:
    """Tell whether « de » loses its vowel before a unit: « d’hectares », « d’ampères »."""
    return word[0] in "aeiouéèêh"
