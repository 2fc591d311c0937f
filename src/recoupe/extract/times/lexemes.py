"""The words of time: a text in, its tokens out, each with the grammatical categories it may have.

A token's categories are packed into one private character, its *symbol*, so that the grammar can be
matched as regular expressions over a string of symbols. Words come from ``times.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from recoupe import lexicon

Value = Any
Categories = dict[str, Value]

OTHER = "x"
_PLAIN = str.maketrans("\u00a0\u202f\u2009\u2007’ʼ‘\u2010\u2011–", "    '''---")
TOKEN = re.compile(
    r"\n|\d{1,3}(?: \d{3}){1,4}(?![\d:/])|\d+(?:[.,/:\-]\d+)*|[^\W\d_]+'?|[^\w\s]|_",
)
PUNCTUATION = {",": "COMMA", ".": "DOT", "-": "DASH", "(": "OPEN", ")": "CLOSE", "/": "SLASH"}
_ROMAN = re.compile(r"(?=[IVX])(X{0,2})(IX|IV|V?I{0,3})")
_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10}
EARLIEST_YEAR, LATEST_YEAR = 1000, 2100
"""A number of four digits outside these is no year in the press (a price, a crowd, a flight)."""
LONGEST_NUMBER = 9
"""Digits after which a number is an identifier, not a quantity of time."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark: offsets into the text, symbol, and a value for each category."""

    start: int
    end: int
    symbol: str
    categories: Categories


@dataclass(slots=True)
class Vocabulary:
    """The lexicon of one language, made ready: words and phrases to categories, and symbols."""

    capitals: frozenset[str]
    small: frozenset[str]
    doubtful: frozenset[str]
    suffixes: dict[str, int]
    joiners: frozenset[str]
    words: dict[str, Categories] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], Categories]]] = field(default_factory=dict)
    symbols: dict[frozenset[str], str] = field(default_factory=dict)
    seen: dict[str, tuple[str, Categories, bool]] = field(default_factory=dict)

    def symbol(self, categories: Categories) -> str:
        """Return the character that stands for this set of categories."""
        if not categories:
            return OTHER
        key = frozenset(categories)
        if key not in self.symbols:
            self.symbols[key] = chr(0xE000 + len(self.symbols))
        return self.symbols[key]

    def add(self, phrase: str, category: str, value: Value) -> None:
        """Enter a word or a phrase of several tokens under a category."""
        parts = tuple(split(phrase))
        if len(parts) == 1:
            self.words.setdefault(parts[0], {})[category] = value
            return
        rows = self.phrases.setdefault(parts[0], [])
        for known, categories in rows:
            if known == parts:
                categories[category] = value
                return
        rows.append((parts, {category: value}))
        rows.sort(key=lambda row: -len(row[0]))


def plain(text: str) -> str:
    """Return a copy of the same length with plain spaces, apostrophes and hyphens."""
    return text.translate(_PLAIN)


def split(text: str) -> list[str]:
    """Return the lower-case tokens of a phrase."""
    return [m.group().lower() for m in TOKEN.finditer(plain(text))]


@cache
def vocabulary(language: str) -> Vocabulary:
    """Load the words of one language from its ``times.toml``."""
    table = lexicon.table(language, "times")
    case = table.get("case", {})
    made = Vocabulary(
        capitals=frozenset(case.get("capital", ())),
        small=frozenset(case.get("small", ())),
        doubtful=frozenset(case.get("doubtful", ())),
        suffixes=table.get("ordinal_suffixes", {}),
        joiners=frozenset(table.get("number_joiners", ())),
    )
    accented = frozenset(table.get("settings", {}).get("keep_accents", ()))
    rows = [(w, c, v) for c, entries in table["category"].items() for w, v in entries.items()]
    for word, category, value in rows:
        made.add(word, category, value)
    listed = {word for word, _, _ in rows} | accented
    for word, category, value in rows:
        bare = unaccented(word)
        if bare not in listed and word not in accented and len(bare) >= SHORTEST_BARE:
            made.add(bare, category, value)
    return made


SHORTEST_BARE = 5
"""Letters a word needs to be known without accents: « été », « dès » would be other words."""


def unaccented(word: str) -> str:
    """Return the word without its accents."""
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


@cache
def digits(token: str) -> Categories:
    """Return what a run of at most four digits may be: day, hour, minute, month, year, number."""
    number = int(token)
    found: Categories = {"NUM": number}
    two = len(token) <= 2  # noqa: PLR2004
    ranges = (
        ("DAY", two, 1, 31),
        ("MON", two, 1, 12),
        ("HOUR", two, 0, 24),
        ("MIN", len(token) == 2, 0, 59),  # noqa: PLR2004
        ("YY", len(token) == 2, 0, 99),  # noqa: PLR2004
        ("YEAR", len(token) == 4, EARLIEST_YEAR, LATEST_YEAR),  # noqa: PLR2004
        ("TENS", two and number % 10 == 0, 10, 90),
    )
    for category, fits, low, high in ranges:
        if fits and low <= number <= high:
            found[category] = number
    return found


_COMPOUNDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("YMD", re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")),
    ("DMY", re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")),
    ("HMS", re.compile(r"([01]?\d|2[0-4])(:)([0-5]\d)(?::([0-5]\d))?")),
    ("YM", re.compile(r"([12]\d{3})(?:-|/)(0[1-9]|1[0-2])")),
    ("YM", re.compile(r"([12]\d{3})/([1-9])")),
    ("YM_LOOSE", re.compile(r"([12]\d{3})-([1-9])")),
    ("MY", re.compile(r"(0?[1-9]|1[0-2])([/])([12]\d{3})")),
    ("YEARS", re.compile(r"([12]\d{3})(-)([12]\d{3})")),
    ("SEASONS", re.compile(r"([12]\d{3})([-/])(\d{2})")),
    ("DAYS", re.compile(r"([1-9]|[12]\d|3[01])(-)([1-9]|[12]\d|3[01])")),
    ("DM", re.compile(r"(\d{1,2})[/.](\d{2})")),
    ("DM", re.compile(r"(1[3-9]|2\d|3[01])[/](\d)")),
)


_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3})+)")
"""5,000 and 5.000 are thousands: nobody counts time in thousandths."""


def compound(token: str) -> Categories:
    """Return what joined digits may be: ``25/02/2025``, ``14:30``, ``2019-2023``, ``3,5``."""
    if len(token) > 10:  # noqa: PLR2004 - the longest is 2025-02-25
        return {}
    if _THOUSANDS.fullmatch(token):
        return {"NUM": int(token.replace(",", "").replace(".", ""))}
    found: Categories = {}
    for category, pattern in _COMPOUNDS:
        m = pattern.fullmatch(token)
        if m:
            found[category] = tuple(int(g) for g in m.groups() if g and g.isdigit())
    if re.fullmatch(r"\d+[.,]\d+", token):
        found["DECIMAL"] = float(token.replace(",", "."))
    return found


def spelled(number: int) -> Categories:
    """Return what a number written in words may be: a number, a day, an hour, a year."""
    found: Categories = {"NUM": number, "SPELLED": number}
    ranges = (("YEARW", 1500, LATEST_YEAR), ("DAYW", 1, 31), ("HOURW", 0, 24))
    for category, low, high in ranges:
        if low <= number <= high:
            found[category] = number
    if number in range(10, 100, 10):
        found["TENS"] = number
    return found


def roman(token: str) -> int | None:
    """Return the value of a capital Roman numeral up to XXIX, or ``None``."""
    if not _ROMAN.fullmatch(token):
        return None
    values = [_ROMAN_VALUE[c] for c in token]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def ordinal(token: str, suffixes: dict[str, int]) -> int | None:
    """Return 20 for ``XXe``; the suffixes are the language's."""
    for suffix in suffixes:
        if token.endswith(suffix):
            return roman(token[: -len(suffix)])
    return None
