"""One of two passages as it is compared: a string in, its words, denials and polarity out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from recoupe.link.differences_denials import Denial, denials, polarity
from recoupe.link.differences_words import STEM, Word, akin, plain, weight, words

Rest = ParamSpec("Rest")
Result = TypeVar("Result")

REMEMBERED = 16_384
"""Passages kept as read, some 80 MB: those of a story, each of which meets many others."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A passage with its words, what it denies, and which of its words are affirmed.

    ``low`` is the text in lower case with straight apostrophes, of the same length; ``memory``
    holds what :func:`remembered` functions have read of it. A side is equal to itself only.
    """

    text: str
    language: str
    words: tuple[Word, ...]
    denials: tuple[Denial, ...]
    affirmed: tuple[bool, ...]
    low: str
    contents: tuple[int, ...]
    memory: dict[object, Any] = field(default_factory=dict)

    def content(self) -> list[int]:
        """Return the places of the words that carry content."""
        return list(self.contents)

    def kin(self, stem: str) -> list[int]:
        """Return the places of all words whose stems are akin to one: they begin alike."""
        near = _begun(self).get(stem[:STEM], ())
        return [j for j in near if akin(self.words[j].stem, stem)]

    def inside(self, start: int, end: int) -> list[int]:
        """Return the places of the words within a stretch of the text."""
        return [i for i, w in enumerate(self.words) if start <= w.start and w.end <= end]


def remembered(
    read: Callable[Concatenate[Side, Rest], Result],
) -> Callable[Concatenate[Side, Rest], Result]:
    """Have what a function reads of a passage remembered as long as the passage is."""

    @wraps(read)
    def asked(side: Side, /, *more: Rest.args, **named: Rest.kwargs) -> Result:
        key = (read, *more, *named.values()) if more or named else read
        try:
            found: Result = side.memory[key]
        except KeyError:
            found = side.memory[key] = read(side, *more, **named)
        return found

    return asked


@remembered
def _begun(side: Side) -> Mapping[str, Sequence[int]]:
    """Return the places of the words by the first letters of their stems."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(side.words):
        found[word.stem[:STEM]].append(i)
    return found


@lru_cache(REMEMBERED)
def side(text: str, language: str) -> Side:
    """Read one passage that may be met again."""
    return read_side(text, language)


def read_side(text: str, language: str) -> Side:
    """Read one passage."""
    found = words(text, language)
    negations = denials(text, found, language)
    return Side(
        text,
        language,
        found,
        tuple(negations),
        tuple(polarity(found, negations)),
        plain(text).lower(),
        tuple(i for i, word in enumerate(found) if word.content),
    )


def like(word: Word, other: Side) -> list[int]:
    """Return the places of the words of the other passage that are of the same family."""
    return [j for j in other.kin(word.stem) if other.words[j].content]


def heft(found: Sequence[Word], places: Iterable[int]) -> float:
    """Return how much some words say together."""
    return sum(weight(found[i]) for i in places)


def overlap(one: Side, other: Side) -> float:
    """Return which part of the content of the passage that says less stands in the other.

    >>> overlap(side("Le port rouvre", "fr"), side("Le port de Belmare rouvre lundi", "fr"))
    1.0
    """
    return max(_shares(one, other))


def both(one: Side, other: Side) -> float:
    """Return which part of the content of either passage, the lesser, stands in the other."""
    return min(_shares(one, other))


@lru_cache(64)
def _shares(one: Side, other: Side) -> tuple[float, float]:
    """Return both shares of a pair; every kind of difference asks for them."""
    return _share(one, other), _share(other, one)


def _share(one: Side, other: Side) -> float:
    there = _begun(other)
    whole = told = 0.0
    for i in one.contents:
        word = one.words[i]
        heavy = weight(word)
        whole += heavy
        if _stands(word.stem, there.get(word.stem[:STEM], ()), other):
            told += heavy
    return told / max(whole, 1)


def _stands(stem: str, near: Sequence[int], other: Side) -> bool:
    """Tell whether :func:`like` finds any word among those near; nothing is asked as often."""
    for j in near:
        word = other.words[j]
        if word.content and (word.stem == stem or akin(word.stem, stem)):
            return True
    return False
