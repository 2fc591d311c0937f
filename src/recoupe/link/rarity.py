"""How common a word is in a language: a word in lower case in, its Zipf frequency out."""

from __future__ import annotations

from functools import cache, lru_cache
from math import log10

from wordfreq import get_frequency_dict, zipf_frequency

BILLION = 9
"""The Zipf scale is the logarithm of how often a word comes in so many words, as a power of ten."""


@lru_cache(200_000)
def zipf(word: str, language: str) -> float:
    """Return the Zipf frequency of a word, 0 where it is unknown.

    It is that of wordfreq, which takes a word apart first; one of letters alone is looked up as it
    stands, in a tenth of the time.

    >>> zipf("maison", "fr"), zipf("vaccinodrome", "fr") < 3
    (5.53, True)
    """
    if not word.isalpha():
        return zipf_frequency(word, language)
    frequency = frequencies(language).get(word, 0.0)
    return round(max(0.0, log10(frequency) + BILLION), 2) if frequency else 0.0


@cache
def frequencies(language: str) -> dict[str, float]:
    """Return how often each word comes among all words of a language."""
    found: dict[str, float] = get_frequency_dict(language)
    return found
