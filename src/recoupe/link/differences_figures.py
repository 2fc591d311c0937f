"""Reads the figures of a passage as bounds: a side in, figures with low, high, unit and thing out.

« plus d'une douzaine de métaux » is 12 to 24 of « métaux », « 12 000 » and « douze mille » are one.
Dates are no figures, nor are labels (« article 19 », « Covid-19 »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from recoupe import lexicon
from recoupe.link.differences_side import Side, remembered
from recoupe.link.differences_words import Word, plain
from recoupe.records import Span

ROUGHLY = 0.15
"""By which part of itself a figure that is only approximate may be off: « une vingtaine » is said
of 17 to 23."""
AT_MOST_TWICE = 2.0
"""A bound is told near the figure: « plus de cent blessés » is not said of three hundred."""
THING = 3
"""Content words after a figure among which is what it counts."""

_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its stretch with its bound, what it can be, in what unit, of what things.

    ``things`` are the places of the content words after it; ``place`` is that of its first word.
    """

    span: Span
    low: float
    high: float
    unit: str | None
    exact: bool
    place: int
    things: tuple[int, ...]
    centred: bool = True

    @property
    def middle(self) -> float:
        """The number told, where it is no bound."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class _Words:
    language: str
    decimal: str
    values: dict[str, int]
    scales: dict[str, int]
    about: dict[str, int]
    fractions: dict[str, float]
    bounds: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    units: dict[str, str]
    labels: dict[str, frozenset[str]]
    joiners: frozenset[str]
    joined: dict[str, int]
    articles: frozenset[str]
    scales_alone: frozenset[str]


@cache
def _lists(language: str) -> _Words:
    table: dict[str, Any] = lexicon.table(language, "figures")
    units = {form: unit for unit, forms in table["units"].items() for form in forms}
    return _Words(
        language,
        table["decimal"],
        table["values"],
        table["scales"],
        table["about"],
        table["fractions"],
        _phrases(table["bounds"]),
        _phrases(table["bounds_after"]),
        units,
        {key: frozenset(forms) for key, forms in table["labels"].items()},
        frozenset(table["joiners"]),
        table["joined"],
        frozenset(table["articles"]),
        frozenset(table["scales_alone"]),
    )


def _phrases(table: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
    pairs = [(phrase, kind) for kind, phrases in table.items() for phrase in phrases]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@remembered
def figures(side: Side, dates: tuple[Span, ...] = ()) -> tuple[Figure, ...]:
    """Return the figures of a passage in order; what lies in ``dates`` is none."""
    return tuple(_figures(side, dates))


def _figures(side: Side, dates: tuple[Span, ...]) -> Iterator[Figure]:
    lists = _lists(side.language)
    text = plain(side.text)
    i = 0
    while i < len(side.words):
        value, used, about = _value(i, side.words, text, lists)
        dated = any(d.start < side.words[i].end and side.words[i].start < d.end for d in dates)
        i += max(used, 1)
        if used and not dated and not _label(i - used, used, side.words, text, lists):
            figure = _figure(i - used, used, value, side, about=about)
            yield figure
            while i < len(side.words) and side.words[i].start < figure.span.end:
                i += 1


def _value(i: int, found: tuple[Word, ...], text: str, lists: _Words) -> tuple[float, int, bool]:
    """Return the number that begins at a word, its length in words, and whether it is rough."""
    word = found[i]
    if word.low in lists.about or word.low in lists.fractions:
        return float(lists.about.get(word.low, 0)), 1, word.low in lists.about
    if word.low in lists.scales and word.low not in lists.scales_alone:
        return 0.0, 0, False
    total, current, k = 0.0, 0.0, i
    while k < len(found) and (k == i or found[k].clause == found[i].clause):
        low = found[k].low
        if k == i and _NUMERAL.fullmatch(low):
            current, k = _numeral(i, found, text, lists)
        elif low in lists.scales:
            scale = lists.scales[low]
            current = max(current, 1) * scale
            total, current = (total + current, 0) if scale > HUNDRED else (total, current)
        elif (one := _small(low, lists)) and not current % HUNDRED % 20:
            current += one
        elif k > i and low in lists.joined and found[k - 1].low in lists.joiners:
            current += lists.joined[low]
        elif not (k > i and low in lists.joiners and _goes_on(k, found, lists)):
            break
        k += 1
    return total + current, k - i, False


HUNDRED = 100


@lru_cache(10_000)
def _hyphened(low: str, language: str) -> int:
    """Return the value of a number written with hyphens: « quatre-vingt-dix-neuf »."""
    lists = _lists(language)
    parts = low.split("-")
    for cut in range(len(parts) - 1, 0, -1):
        head, tail = (
            "-".join(parts[:cut]),
            "-".join(p for p in parts[cut:] if p not in lists.joiners),
        )
        if head in lists.values and (tail in lists.values or tail in lists.joined):
            return lists.values[head] + lists.values.get(tail, lists.joined.get(tail, 0))
    return 0


def _small(low: str, lists: _Words) -> int:
    return lists.values.get(low) or ("-" in low and _hyphened(low, lists.language)) or 0


def _goes_on(k: int, found: tuple[Word, ...], lists: _Words) -> bool:
    """Tell whether a number goes on after *and*: « vingt et un », "two hundred and five"."""
    before, after = found[k - 1].low, found[k + 1].low if k + 1 < len(found) else ""
    return after in lists.joined or (before in lists.scales and after in lists.values)


def _numeral(i: int, found: tuple[Word, ...], text: str, lists: _Words) -> tuple[float, int]:
    """Return a number in digits, its groups set apart by spaces, and the place of its last word."""
    low, used = found[i].low, 1
    while (
        i + used < len(found)
        and re.fullmatch(r"\d{3}", found[i + used].low)
        and re.fullmatch(r"\d{1,3}(?:\d{3})*", low)
        and text[found[i + used - 1].end : found[i + used].start] == " "
    ):
        low += found[i + used].low
        used += 1
    other = "." if lists.decimal == "," else ","
    if re.fullmatch(rf"\d{{1,3}}(?:\{other}\d{{3}})+", low):
        return float(low.replace(other, "")), i + used - 1
    last = max(low.rfind("."), low.rfind(","))
    if last < 0:
        return float(low), i + used - 1
    return float(re.sub(r"[.,]", "", low[:last]) + "." + low[last + 1 :]), i + used - 1


def _label(i: int, used: int, found: tuple[Word, ...], text: str, lists: _Words) -> bool:
    """Tell whether a number names a thing instead of counting: « Covid-19 », « article 19 »."""
    start, end = found[i].start, found[i + used - 1].end
    before = text[start - 1 : start]
    if before and (before in "-/°#" or before.isalnum()):
        return True
    if text[end : end + 1].isalpha() or text[end : end + 2].strip("-") != text[end : end + 2]:
        return text[end : end + 1] != "%" and not text[end : end + 1].isspace()
    last = found[i - 1] if i else None
    after = found[i + used].low if i + used < len(found) else ""
    if last and last.low in lists.labels["before"]:
        return True
    named = last is not None and last.capital and last.content and text[last.end : start] == " "
    return (named and i > 1 and found[i].low[0].isdigit()) or after in lists.labels["after"]


def _figure(i: int, used: int, value: float, side: Side, *, about: bool) -> Figure:
    lists = _lists(side.language)
    text = side.low
    start, end = side.words[i].start, side.words[i + used - 1].end
    fraction = lists.fractions.get(side.words[i + used - 1].low)
    near = side.words[i : i + used + 1]
    after = near[-1].low if near[-1].clause == near[0].clause else ""
    if fraction is None and after in lists.fractions:
        fraction, end, used = lists.fractions[after] * value, near[-1].end, used + 1
    if fraction is not None:
        value = fraction
    unit, unit_end, skipped = _unit(i + used, end, start, side, lists)
    if fraction is not None:
        unit = unit or "%"
    kind, start, end = _bound(text, start, unit_end, lists)
    low, high = _limits(value, kind or ("near" if about or fraction is not None else ""))
    things = _things(i + used + skipped, side)
    exact = low == high
    return Figure(
        Span.of(side.text, start, end),
        low,
        high,
        unit,
        exact,
        i,
        things,
        kind not in {"more", "less"},
    )


@cache
def _unit_patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the forms of units, the longest first, with the expressions that find them."""
    forms = sorted(_lists(language).units, key=len, reverse=True)
    return tuple((f, re.compile(rf"\s?(?:d'|de |of )?{re.escape(f)}(?!\w)")) for f in forms)


def _unit(at: int, end: int, start: int, side: Side, lists: _Words) -> tuple[str | None, int, int]:
    """Return the unit after (or before) a number, where it ends, and its length in words."""
    text = side.low
    rest = text[end : end + 20]
    for form, pattern in _unit_patterns(side.language):
        if form in rest and (found := pattern.match(rest)):
            stop = end + found.end()
            count = sum(1 for w in side.words[at : at + 4] if w.start < stop)
            return lists.units[form], stop, count
    sign = text[start - 1 : start]
    return (lists.units.get(sign) if sign and sign in "$€£" else None), end, 0


def _bound(text: str, start: int, end: int, lists: _Words) -> tuple[str, int, int]:
    """Return what bounds a figure (``more``, ``less``, ``near``) and its stretch with the bound."""
    head = text[:start].rstrip()
    head = head.rstrip("$€£").rstrip()
    for phrase, kind in lists.bounds:
        if head.endswith(phrase) and not head[: -len(phrase)][-1:].isalnum():
            return kind, len(head) - len(phrase), end
    rest = text[end:]
    for phrase, kind in lists.after:
        if _after_pattern(phrase).match(rest):
            return kind, start, end
    return "", start, end


@cache
def _after_pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"\s(?:\w+\s)?{phrase}\b")


def _limits(value: float, kind: str) -> tuple[float, float]:
    if kind == "more":
        return value, value * AT_MOST_TWICE
    if kind == "less":
        return value / AT_MOST_TWICE, value
    if kind == "near":
        return value * (1 - ROUGHLY), value * (1 + ROUGHLY)
    return value, value


def _things(at: int, side: Side) -> tuple[int, ...]:
    """Return the places of the next content words of the clause: what is counted."""
    if at >= len(side.words) or at == 0:
        return ()
    clause = side.words[at - 1].clause
    here = [
        k
        for k in range(at, len(side.words))
        if side.words[k].content and side.words[k].clause == clause
    ]
    return tuple(here[:THING])
