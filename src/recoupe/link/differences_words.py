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
_BREAKS = _STOPS | frozenset(",()[]–—")
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


def words(text: str, language: str) -> tuple[Word, ...]:
    """Cut a text into words, with sentences and clauses numbered."""
    found: list[Word] = []
    sentence = clause = 0
    grammar = _grammar(language)
    copy = plain(text)
    for match in _TOKEN.finditer(copy):
        token = match.group()
        at = match.start()
        for piece in _pieces(token, language):
            if piece.opener and found and _opens(piece.low, copy, at + piece.end, grammar):
                clause += 1
            found.append(Word(at + piece.start, at + piece.end, *piece[2:6], sentence, clause))
        if token in _BREAKS:
            sentence += token in _STOPS
            clause += 1
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


class _Piece(NamedTuple):
    """A word of a token, but for where the token stands; ``opener``: it may open a clause."""

    start: int
    end: int
    low: str
    stem: str
    content: bool
    capital: bool
    opener: bool


@lru_cache(100_000)
def _pieces(token: str, language: str) -> tuple[_Piece, ...]:
    """Return the words of a token, none where it is a mark; most tokens are met again."""
    grammar = _grammar(language)
    found = []
    for start, end in _cuts(token, grammar.clitics, language):
        if not token[start].isalnum():
            continue
        low = token[start:end].lower()
        content = low not in grammar.function and (len(low) > 1 or low.isdigit())
        capital, opener = token[start].isupper(), low in grammar.openers
        found.append(_Piece(start, end, low, stem(low, language), content, capital, opener))
    return tuple(found)


def _cuts(token: str, clitics: tuple[str, ...], language: str) -> list[tuple[int, int]]:
    """Split elided words, contractions and pronouns off a token: « l'accord », « a-t-il »."""
    low, start, end = token.lower(), 0, len(token)
    ends: list[tuple[int, int]] = []
    if low.startswith("non-"):
        ends, start = [(0, 3)], 4
    if language == "en" and (short := _CONTRACTION.search(low)) and short.start():
        cut = end - len(short.group())
        return [*ends, (start, cut), (cut, end)]
    while language != "en" and (elided := _ELISION.match(token, start)) and elided.end() < end:
        ends.append((start, elided.end()))
        start = elided.end()
    clitic = next((c for c in clitics if low.endswith(c) and len(c) < end - start), "")
    return [*ends, (start, end - len(clitic))]


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
