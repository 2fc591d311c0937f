"""One of two passages as it is compared: a string in, its words, denials and polarity out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from recoupe.link.differences_denials import Denial, denials, polarity
from recoupe.link.differences_words import Word, akin, weight, words


@dataclass(frozen=True, slots=True)
class Side:
    """A passage with its words, what it denies, and which of its words are affirmed."""

    text: str
    language: str
    words: tuple[Word, ...]
    denials: tuple[Denial, ...]
    affirmed: tuple[bool, ...]

    def content(self) -> list[int]:
        """Return the places of the words that carry content."""
        return [i for i, word in enumerate(self.words) if word.content]

    def inside(self, start: int, end: int) -> list[int]:
        """Return the places of the words within a stretch of the text."""
        return [i for i, w in enumerate(self.words) if start <= w.start and w.end <= end]


@lru_cache(512)
def side(text: str, language: str) -> Side:
    """Read one passage."""
    found = words(text, language)
    negations = denials(text, found, language)
    return Side(text, language, found, tuple(negations), tuple(polarity(found, negations)))


def like(word: Word, other: Side) -> list[int]:
    """Return the places of the words of the other passage that are of the same family."""
    return [j for j, w in enumerate(other.words) if w.content and akin(w.stem, word.stem)]


def heft(found: Sequence[Word], places: Iterable[int]) -> float:
    """Return how much some words say together."""
    return sum(weight(found[i]) for i in places)


def overlap(one: Side, other: Side) -> float:
    """Return which part of the content of the passage that says less stands in the other.

    >>> overlap(side("Le port rouvre", "fr"), side("Le port de Belmare rouvre lundi", "fr"))
    1.0
    """
    return max(_share(one, other), _share(other, one))


def both(one: Side, other: Side) -> float:
    """Return which part of the content of either passage, the lesser, stands in the other."""
    return min(_share(one, other), _share(other, one))


def _share(one: Side, other: Side) -> float:
    content = one.content()
    told = (i for i in content if like(one.words[i], other))
    return heft(one.words, told) / max(heft(one.words, content), 1)
