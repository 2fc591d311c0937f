"""Cuts a passage into words that can be laid beside those of another: a string in, words out.

No parse is needed: folding, stems, and where sentences and clauses end are read from the words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from recoupe import lexicon
from recoupe.link.stems import stemmed
from recoupe.records import Span

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*['’]?|\d*[^\W_]+|[^\w\s]")
_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
_STOPS = frozenset(".!?;…:")
_PAUSES = frozenset(",()[]–—")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_STEMMERS = {"fr": "french", "en": "english"}

STEM = 4
"""Letters that two stems must share to be one word: « abolir » and « abolition », not « port » and
« parti »."""
TAIL = 3
"""Letters by which two stems of one word may differ in length: « abol », « abolit »."""


class Word(NamedTuple):
    """One word of a passage: where it stands, how it is compared, in which clause it lies.

    ``low`` is folded to lower case with accents, ``stem`` without them and without its ending.
    ``content`` tells that it is no function word; ``capital`` that it is written with one.
    """

    start: int
    end: int
    low: str
    stem: str
    content: bool
    capital: bool
    sentence: int
    clause: int


@lru_cache(64)
def plain(text: str) -> str:
    """Return a copy of the same length with straight apostrophes and common spaces."""
    return text.translate(_MARKS)


def fold(word: str) -> str:
    """Return a word in lower case without accents."""
    low = word.lower()
    return low if low.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", low))


@lru_cache(1024)
def words(text: str, language: str) -> tuple[Word, ...]:
    """Cut a text into words, with sentences and clauses numbered."""
    found: list[Word] = []
    sentence = clause = 0
    grammar = _grammar(language)
    copy = plain(text)
    for match in _TOKEN.finditer(copy):
        token = match.group()
        if token in _STOPS or token in _PAUSES:
            sentence += token in _STOPS
            clause += 1
            continue
        whole = match.span()
        simple = token.isalnum() and not token.endswith(grammar.clitics)
        pieces = [whole] if simple else _pieces(copy, *whole, grammar.clitics, language)
        for start, end in pieces:
            if not copy[start].isalnum():
                continue
            low = copy[start:end].lower()
            if low in grammar.openers and found and _opens(low, copy, end, grammar):
                clause += 1
            form = _form(low, language)
            capital = copy[start].isupper()
            found.append(Word(start, end, low, *form, capital, sentence, clause))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Grammar:
    function: frozenset[str]
    joining: frozenset[str]
    starts: frozenset[str]
    breaks: frozenset[str]
    clitics: tuple[str, ...]
    breaks_with: dict[str, frozenset[str]]
    openers: frozenset[str]


@cache
def _grammar(language: str) -> _Grammar:
    table = lexicon.table(language, "alignment")
    joining = lexicon.words(language, "alignment", "joining")
    breaks = lexicon.words(language, "alignment", "breaks")
    return _Grammar(
        lexicon.words(language, "alignment", "function"),
        joining,
        lexicon.words(language, "alignment", "clause_starts"),
        breaks,
        tuple(table["clitics"]),
        {w: frozenset(n) for w, n in table["breaks_with"].items()},
        joining | breaks | table["breaks_with"].keys(),
    )


def _opens(low: str, text: str, end: int, grammar: _Grammar) -> bool:
    """Tell whether a word opens a clause: a conjunction, or « et » before a verb or pronoun."""
    if low in grammar.breaks:
        return True
    after = _NEXT.match(text, end)
    starts = grammar.breaks_with.get(low, grammar.starts)
    return after is not None and after[1].lower() in starts


_NEXT = re.compile(r"\s*([^\W\d_]+'?)")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'", re.IGNORECASE)
_CONTRACTION = re.compile(r"(n't|'(?:s|re|ve|ll|d|m))$", re.IGNORECASE)


def _pieces(
    text: str, start: int, end: int, clitics: tuple[str, ...], language: str
) -> list[tuple[int, int]]:
    """Split elided words, contractions and pronouns off a token: « l'accord », « a-t-il »."""
    token = text[start:end].lower()
    if not token.startswith("non-") and "'" not in token and not token.endswith(clitics):
        return [(start, end)]
    ends: list[tuple[int, int]] = []
    if token.startswith("non-"):
        ends, start = [(start, start + 3)], start + 4
    if language == "en" and (short := _CONTRACTION.search(token)) and short.start():
        cut = end - len(short.group())
        return [*ends, (start, cut), (cut, end)]
    while language != "en" and (elided := _ELISION.match(text, start, end)) and elided.end() < end:
        ends.append((start, elided.end()))
        start = elided.end()
    clitic = next((c for c in clitics if token.endswith(c) and len(c) < end - start), "")
    return [*ends, (start, end - len(clitic))]


@lru_cache(100_000)
def _form(low: str, language: str) -> tuple[str, bool]:
    """Return the stem of a word, and whether it is one of content."""
    content = low not in _grammar(language).function and (len(low) > 1 or low.isdigit())
    return stem(low, language), content


@lru_cache(100_000)
def stem(low: str, language: str) -> str:
    """Return the stem of a word in lower case, without accents.

    >>> stem("vaccination", "fr"), stem("vaccinés", "fr")
    ('vaccin', 'vaccin')
    """
    algorithm = _STEMMERS.get(language)
    return fold(stemmed(low.rstrip("'"), algorithm) if algorithm else low)


@lru_cache(200_000)
def akin(one: str, other: str) -> bool:
    """Tell whether two stems are of one word or word family.

    >>> akin("abol", "abolit"), akin("port", "portugais")
    (True, False)
    """
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < STEM or len(long) - len(short) > TAIL or short.isdigit():
        return False
    need = max(STEM, len(short) - 1)
    return short[:need] == long[:need]


def span(text: str, found: Sequence[Word]) -> Span:
    """Return the stretch of a text from the first to the last of some words."""
    return Span.of(text, min(w.start for w in found), max(w.end for w in found))


def weight(word: Word) -> float:
    """Return how much a word says: a name or a figure more than a common word."""
    if not word.content:
        return 0.0
    return 1.5 if word.capital or word.low[0].isdigit() else 1.0
