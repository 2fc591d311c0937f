"""Units: the place after (or before) a number in, what it is counted in out.

Names and signs are those of ``units.toml``; currencies with an adjective ("dollars canadiens") come
from CLDR through babel, units with a stroke ("mg/kg") are put together by pint.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_name

from recoupe import lexicon
from recoupe.extract.quantities.amount import Source
from recoupe.extract.quantities.words import Endings, Phrases, Words, endings, phrases
from recoupe.records import QuantityKind

BARE_POINT = "bare point"
"""A point that is one of percentage only where percentages are told of."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found: its kind and name (``None``: money of several countries), where it stands."""

    kind: QuantityKind
    name: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Units:
    """The units of one language: by name in small letters, by sign as written, before a number."""

    names: Phrases
    signs: Phrases
    before: Endings
    doubtful: frozenset[str]
    percents: re.Pattern[str]
    per: Mapping[str, str]
    measures: Mapping[str, str]
    symbols: Mapping[str, str]


@cache
def units(language: str) -> Units:
    """Load ``units.toml`` of one language, and the currencies that CLDR names in it."""
    table = lexicon.table(language, "units")
    money, percent = table["money"], table["percent"]
    signs = {s: ("money", code) for s, code in money["signs"].items()}
    names: dict[str, tuple[str, str]] = {n: ("money", c) for n, c in _cldr(language).items()}
    names |= {n: ("money", c) for n, c in money["names"].items()}
    names |= {n: ("measure", u) for n, u in table["measure"].items()}
    names |= dict.fromkeys(percent["names"], ("percentage", "%"))
    names |= dict.fromkeys(percent["points"], ("percentage", "point"))
    names |= dict.fromkeys(percent["bare_points"], ("percentage", BARE_POINT))
    names |= dict.fromkeys(percent["basis_points"], ("percentage", "basis_point"))
    symbols = {s: ("measure", u) for s, u in table["symbol"].items()}
    return Units(
        names=phrases(names),
        signs=phrases(signs | symbols),
        before=endings(signs),
        doubtful=frozenset(money["doubtful"]),
        percents=re.compile("|".join(map(re.escape, percent["names"]))),
        per=table["per"],
        measures=table["measure"],
        symbols=table["symbol"],
    )


def _cldr(language: str) -> dict[str, str]:
    """Return the currencies of several words that CLDR knows: ``dollars canadiens`` is CAD.

    Names with a bracket or a digit are of currencies that are gone.
    """
    try:
        locale = Locale(language)
    except UnknownLocaleError:
        return {}
    found: dict[str, str] = {}
    for code in map(str, locale.currencies):
        for count in (1, 2):
            name = get_currency_name(code, count, locale).lower().replace("’", "'")
            if " " in name and name.replace(" ", "").replace("-", "").replace("'", "").isalpha():
                found.setdefault(name, code)
    return found


def unit_at(text: str, low: str, place: int, words: Words, *, scaled: bool) -> Unit | None:
    """Return the unit that stands at ``place``, right after a number.

    ``text`` keeps capitals (MW is no mW), ``low`` is the same in small letters; ``scaled`` tells
    that the number ends in a scale, which wants a « de » and makes « livres » money.
    """
    known = units(words.language)
    start = place + (low[place : place + 1] in {" ", "-"})
    sign = known.signs.at(text, start)
    if sign:
        (kind, name), end = sign
        return _stroke(text, Unit(kind, name, start, end), known)
    if scaled:
        start = _after_nothing(low, start, words)
    found = known.names.at(low, start) or (known.signs.at(text, start) if scaled else None)
    if found is None:
        return None
    (kind, name), end = found
    if low[start:end] in known.doubtful and not scaled:
        return None
    if name == BARE_POINT:
        return Unit(kind, "point", start, end) if _tells_percentages(low, words.language) else None
    return _stroke(text, Unit(kind, name or None, start, end), known)


@lru_cache(8)
def _tells_percentages(low: str, language: str) -> bool:
    """Tell whether a paragraph tells percentages: asked at each of its points, sought once."""
    return units(language).percents.search(low) is not None


def _after_nothing(low: str, start: int, words: Words) -> int:
    """Skip the « de » of « millions de dollars »."""
    for word in words.table["number"]["nothing"]:
        if low.startswith(word, start):
            after = start + len(word)
            return after + (low[after : after + 1] == " ")
    return start


_STROKE = re.compile(r"/([^\W\d_]+[²³23]?)(?!\w)")


def _stroke(text: str, unit: Unit, known: Units) -> Unit:
    """Read the second half of a unit: ``km/h``, ``mg/kg``."""
    m = _STROKE.match(text, unit.end)
    if not m or unit.kind != "measure" or unit.name is None:
        return unit
    below = known.symbols.get(m[1]) or known.per.get(m[1].lower()) or known.measures.get(m[1])
    name = quotient(unit.name, below) if below else None
    return Unit("measure", name, unit.start, m.end()) if name else unit


@lru_cache(1024)
def quotient(above: str, below: str) -> str:
    """Return pint's name of a unit over another.

    pint takes half a second to load: it is asked only for what no list can hold.

    >>> quotient("kilometer", "hour")
    'kilometer / hour'
    """
    import pint  # noqa: PLC0415 - see above

    registry: Any = pint.UnitRegistry()
    return str(registry.parse_units(f"({above}) / ({below})"))


def sign_before(src: Source, place: int) -> Unit | None:
    """Return the sign of money right before a number: ``$ 3``, ``US$3``."""
    found = units(src.words.language).before.before(src.text, place)
    return Unit("money", found[0][1], found[1], place) if found else None
