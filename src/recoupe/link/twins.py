"""Tells whether two quotations are the same words of the same speaker: two in, yes or no out."""

from __future__ import annotations

import re
from functools import lru_cache

from recoupe.clean.fold import soft
from recoupe.records import Quotation

GRAM = 4
"""Characters compared at a time: translations and edits of one utterance keep such pieces."""

SHORTEST = 25
"""Characters of a sentence from which it is compared; shorter ones are said by anyone any day."""

ALIKE = 0.55
"""Share of 4-grams (Dice) from which two sentences are one. Measured on pairs of quotations of one
speaker in two articles: 1,169 of Wikinews, all different, highest 0.44; three translations of one
utterance in the shared pages 0.62 to 0.73, the highest pair there that is none 0.35; of 100,000
pairs of any two speakers one lies above, 0.59, and shares 37 characters."""

SHARED = 50
"""Characters that must be the same in all (Dice times length, summed over the sentences that are
alike). The three translations share 67 to 91; the example affair's word-for-word twins 45 to 79. A
short sentence alone (« C'est une catastrophe ») is repeated on other days."""

_SENTENCE = re.compile(r"(?<=[.!?…;:])\s+|\s[-–—]\s")
_WORD = re.compile(r"\w+")


def same_words(one: Quotation, other: Quotation) -> bool:
    """Tell whether two quotations of one speaker are one utterance, by their characters alone.

    « Nous rendrons le port à ceux qui en vivent » and « Le port, nous le rendrons à ceux qui en
    vivent » are; a negation or another number is not seen.
    """
    return shared(words(one), words(other)) >= SHARED


def words(quotation: Quotation) -> str:
    """Return the content of a quotation as one string."""
    return " ".join(span.text for span in quotation.content)


def shared(one: str, other: str) -> float:
    """Return how many characters two texts share, counting only sentences that are alike."""
    return sum(max((_alike(a, b) for b in _sentences(other)), default=0) for a in _sentences(one))


def same_speaker(one: str | None, other: str | None) -> bool:
    """Tell whether two names are one: the same surname, and no other first name.

    >>> same_speaker("Ana Lorrec", "Lorrec"), same_speaker("Ana Lorrec", "Paul Lorrec")
    (True, False)
    """
    a, b = (_WORD.findall(soft(name or "")) for name in (one, other))
    if not a or not b or a[-1] != b[-1]:
        return False
    return len(a) == 1 or len(b) == 1 or a[0][0] == b[0][0]


def surname(name: str) -> str:
    """Return the last word of a name, folded: names without it in common are never one."""
    found: list[str] = _WORD.findall(soft(name))
    return found[-1] if found else ""


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the characters two sentences share, 0 where they are not alike."""
    length = (len(one) + len(other)) / 2
    dice = len(one & other) / length
    return dice * length if dice >= ALIKE else 0


@lru_cache(50_000)
def _sentences(text: str) -> tuple[frozenset[str], ...]:
    """Return the 4-grams of each sentence that is long enough, as many as it has characters."""
    folded = (" ".join(_WORD.findall(soft(s))) for s in _SENTENCE.split(text))
    return tuple(_grams(f) for f in folded if len(f) >= SHORTEST)


def _grams(folded: str) -> frozenset[str]:
    return frozenset(folded[i : i + GRAM] for i in range(len(folded) - GRAM + 1))
