"""Cuts what was said into clauses and weighs their words: a text in, comparable clauses out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import log10
from typing import Any

from recoupe import lexicon
from recoupe.clean.fold import whole
from recoupe.link.rarity import BILLION, frequencies
from recoupe.link.stems import stemmed

GRAM = 4
"""Characters compared at a time. Among one speaker's French quotations 4-grams tell one utterance
from two with an area under the curve of .95, as well as an encoder does."""

COMMON = 6.0
"""Frequency (log10 per 10^9 words) from which a word weighs nothing: "est", "nous", "dans"."""

HEAVIEST = 4.0
"""The most a word weighs; names and words unknown to the list of frequencies do."""

NUMBER_WEIGHT = 3.0
"""What a figure weighs: it says more than a common word, and is in no list."""

STATE_WEIGHT = 1.2
"""What the name of a state weighs in any form; in a dossier of one affair all name the same few."""

PHRASE_WEIGHT = 2.0
"""What a phrase of a family weighs ("droits de douane"): the list of frequencies has words only."""

REMEMBERED = 30_000
"""Texts kept cut, some 150 MB. They are compared in order of time, each with those of some days."""

SHORTEST = 4
"""Characters from which a piece between two boundaries is a clause."""

_SENTENCE = re.compile(
    r"(?<=[!?…;:])\s+"
    r"|(?<![\s(][A-Z]\.)(?<=\.)\s+"  # not behind an initial: "M. Brec"
    r"|\s[-–—]\s|\n+"
)
_TOKEN = re.compile(r"[^\W_]+(?:[.,]\d+)?")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'")
_GROUPED = re.compile(r"(?<=\d)[ .,\u00a0\u202f](?=\d{3}\b)")
_CONTRACTED = re.compile(r"n't\b")
ALIKE = 4
"""Letters by which forms of one word begin alike: « russe » and « Russie » do not, and need not."""

_NOT_LETTERS = re.compile(r"[\W_]+")
_FORMS = ("adj", "people", "capital", "seat", "also")


@dataclass(frozen=True)
class Clause:
    """One clause: its words by stem with their weights and forms, its whole weight."""

    text: str
    words: dict[str, float]
    forms: dict[str, str]
    weight: float

    @cached_property
    def grams(self) -> frozenset[str]:
        """Its 4-grams, cut at first need: most clauses share too few words to be laid side by side.

        They are most of the memory of a clause.
        """
        spaced = " ".join(_TOKEN.findall(whole(self.text)))
        return frozenset(spaced[i : i + GRAM] for i in range(len(spaced) - GRAM + 1))


@lru_cache(REMEMBERED)
def clauses(text: str, language: str) -> tuple[Clause, ...]:
    """Return the clauses of what was said, in order, and behind them the whole if there are more.

    Outlets cut and merge sentences, so that a clause of one account may be the whole of another.
    """
    cut = [p for s in _SENTENCE.split(text) for p in _pieces(s, language)]
    parts = [p for p in cut if p and len(p) >= SHORTEST] or [text]
    return tuple(_clause(p, language) for p in (*parts, *((text,) if len(parts) > 1 else ())))


@cache
def _splits(language: str) -> re.Pattern[str]:
    words = sorted(lexicon.words(language, "utterances", "splits"), key=len, reverse=True)
    joined = "|".join(re.escape(w) + ("" if w.endswith("'") else r"\s") for w in words)
    return re.compile(rf",?\s(?:{joined})", re.IGNORECASE)


def _pieces(sentence: str, language: str) -> list[str]:
    return _splits(language).split(sentence.replace("’", "'"))


def _clause(text: str, language: str) -> Clause:
    tokens = _tokens(text, language)
    words: dict[str, float] = {}
    forms: dict[str, str] = {}
    for token in tokens:
        stem, weight = _weighed(token, language)
        if weight > words.get(stem, 0.0):
            words[stem], forms[stem] = weight, _written(language).get(token, token)
    return Clause(text, words, forms, sum(words.values()))


def begin_alike(one: str, other: str) -> bool:
    """Tell whether two words are forms of one, and no words of like sense: they begin alike.

    >>> begin_alike("américains", "Américaine"), begin_alike("prêts", "ouverte")
    (True, False)
    """
    return whole(one)[:ALIKE] == whole(other)[:ALIKE]


def _tokens(text: str, language: str) -> list[str]:
    """Return the words in lower case, accents kept, elided letters off, figures in one piece."""
    plain = unicodedata.normalize("NFC", text).replace("’", "'").lower()
    plain = _ELISION.sub(" ", _CONTRACTED.sub(" not", _GROUPED.sub("", plain)))
    for phrase, word in _phrases(language):
        if phrase in plain:
            plain = plain.replace(phrase, word)
    return _TOKEN.findall(plain)


@lru_cache(100_000)
def _weighed(token: str, language: str) -> tuple[str, float]:
    """Return the stem of a word and its weight: the rarer in the language, the heavier.

    The name of a state stands for its adjective, its capital and its seat of government.
    """
    if token[0].isdigit():
        return token.replace(",", "."), NUMBER_WEIGHT
    if state := _states(language).get(whole(token)):
        return state, STATE_WEIGHT
    stem = _stem(token, language)
    if token in _joined_phrases(language):
        return _families(language)[stem], PHRASE_WEIGHT
    frequency = frequencies(language).get(token, 0.0)
    weight = COMMON - log10(frequency) - BILLION if frequency else HEAVIEST
    weight = min(HEAVIEST, max(0.0, weight))
    return _families(language).get(stem, stem), weight


@cache
def _state_forms(language: str) -> tuple[tuple[str, str], ...]:
    """Return every form of every state's name with the key of the state."""
    entries: dict[str, Any] = lexicon.table(language, "countries")["countries"]
    return tuple(
        (form, f"@{number}")
        for number, (name, entry) in enumerate(entries.items())
        for form in (name, *(f for key in _FORMS for f in entry.get(key, ())))
    )


@cache
def _states(language: str) -> dict[str, str]:
    """Return the key of a state by each form of its name, folded and in one word."""
    return {_NOT_LETTERS.sub("", whole(f)): key for f, key in reversed(_state_forms(language))}


def _stem(token: str, language: str) -> str:
    """Return the stem of a word without accents; a phrase in one word is its own stem."""
    return whole(stemmed(token, lexicon.table(language, "utterances")["stemmer"]))


@cache
def _families(language: str) -> dict[str, str]:
    """Return the key of a family of words by the stem of each member."""
    families: dict[str, list[str]] = lexicon.table(language, "utterances")["families"]
    return {
        _stem(_NOT_LETTERS.sub("", word), language): f"={name}"
        for name, words in reversed(families.items())
        for word in words
    }


@cache
def _joined_phrases(language: str) -> frozenset[str]:
    """Return the phrases of families, each in one word."""
    families: dict[str, list[str]] = lexicon.table(language, "utterances")["families"]
    words = (w.lower() for f in families.values() for w in f)
    return frozenset(_NOT_LETTERS.sub("", w) for w in words if _NOT_LETTERS.search(w))


@cache
def _written(language: str) -> dict[str, str]:
    """Return how a phrase is written by the one word that stands for it."""
    return {word: phrase for phrase, word in _phrases(language)}


@cache
def _phrases(language: str) -> tuple[tuple[str, str], ...]:
    """Return the names and words that are phrases, each with the one word that stands for it."""
    families: dict[str, list[str]] = lexicon.table(language, "utterances")["families"]
    known = {form for form, _ in _state_forms(language)} | {w for f in families.values() for w in f}
    names = {form.lower() for form in known if _NOT_LETTERS.search(form)}
    pairs = ((name, _NOT_LETTERS.sub("", name)) for name in names)
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))
