"""Lays two articles side by side, sentence by sentence: their sentences in, what they share out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product

from rapidfuzz.distance import LCSseq

from recoupe.link.reprints_text import Sentence, Side

ALIKE = 0.6
"""Share of words in the same order (Dice) from which two sentences are one, edited."""

WITHIN = 0.7
"""Share of the shorter sentence that is in the longer one, in order, for it to be a part of it."""

WITHIN_WORDS = 8
"""Words that a part must have in common with the whole: fewer are found by chance."""

PIECE = 0.7
"""Length of a sentence beside another, at most, for it to be a piece of that one."""

PROMISING = 0.3
"""Share of the shorter sentence's words that must be in the other for both to be aligned."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two sentences that are one: their places in the two articles, how alike (0 to 1)."""

    one: int
    other: int
    score: float


def matches(first: Side, second: Side) -> tuple[Match, ...]:
    """Return the pairs of sentences of the bodies that are one, each sentence in its best pair.

    A sentence that was broken in two is in two pairs. Of equal pairs the one nearer in place wins:
    rows of a table are alike.
    """
    scores = _scores(first, second)
    one, other = first.sentences, second.sentences
    size = max(len(one), len(other), 1)

    def rank(pair: tuple[int, int]) -> tuple[float, float, tuple[int, int]]:
        i, j = pair
        return (-scores[pair], abs(i - j) / size, pair)

    taken: tuple[set[int], set[int]] = (set(), set())
    kept: list[Match] = []
    for i, j in sorted(scores, key=rank):
        free = i not in taken[0], j not in taken[1]
        if all(free) or (any(free) and _is_part(one[i], other[j])):
            taken[0].add(i)
            taken[1].add(j)
            kept.append(Match(i, j, scores[i, j]))
    return tuple(sorted(kept, key=lambda m: (m.one, m.other)))


def _is_part(one: Sentence, other: Sentence) -> bool:
    """Tell whether one sentence is so much shorter that it can be a piece of the other."""
    short, long = sorted((len(one.words), len(other.words)))
    return short <= PIECE * long


def _scores(first: Side, second: Side) -> dict[tuple[int, int], float]:
    """Return how alike the sentences of the bodies are that are one, by their places."""
    found: dict[tuple[int, int], float] = {}
    for (i, j), count in _common(first.places, second.places).items():
        if count >= PROMISING * min(first.sizes[i], second.sizes[j]):
            score = alike(first.sentences[i].words, second.sentences[j].words)
            if score:
                found[i, j] = score
    return found


def _common(
    one: Mapping[str, Sequence[int]], other: Mapping[str, Sequence[int]]
) -> Mapping[tuple[int, int], int]:
    """Return how many words the sentences have in common, by their places."""
    shared = one.keys() & other.keys()
    return Counter(chain.from_iterable(product(one[word], other[word]) for word in shared))


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how far two sentences are one (0 to 1), 0 where they are two."""
    common = LCSseq.similarity(one, other)
    dice = 2 * common / (len(one) + len(other))
    if dice >= ALIKE:
        return dice
    part = common / min(len(one), len(other))
    return part if part >= WITHIN and common >= WITHIN_WORDS else 0.0


def same_words(one: Sequence[str], other: Sequence[str]) -> set[int]:
    """Return the places in ``one`` of the words that stand in ``other`` too, in the same order."""
    return {
        i
        for op in LCSseq.opcodes(one, other)
        if op.tag == "equal"
        for i in range(op.src_start, op.src_end)
    }
