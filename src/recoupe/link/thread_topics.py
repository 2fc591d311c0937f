"""Tells what kind of thing an event or statement is about: words in, the name of a kind out.

« Une première version de l'accord » and "the minerals deal" are both about an agreement; the kinds
and their nouns lie in ``lexicons/<language>/threads.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from recoupe import lexicon
from recoupe.clean.fold import soft

BY_TYPE = {
    "CONSULT": "agreement",
    "AGREE": "agreement",
    "COOPERATE": "agreement",
    "SANCTION": "sanction",
    "AID": "aid",
}
"""The kind of an event between two parties that names no object: who negotiates works at an
agreement, who helps gives aid."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PLURAL = re.compile(r"(?<=..)[sx]$")


def kind_of(language: str, *texts: str | None) -> tuple[str, str] | None:
    """Return the kind named first in the texts, with the noun as printed; ``None`` without one.

    >>> kind_of("fr", "une première version", "de l'accord sur les quotas")
    ('agreement', 'accord')
    """
    kinds = _kinds(language)
    longest = max(len(words) for words in kinds)
    for text in texts:
        printed = _WORD.findall((text or "").replace("’", "'"))
        folded = [_singular(word) for word in printed]
        for start, length in _stretches(len(folded), longest):
            if kind := kinds.get(tuple(folded[start : start + length])):
                return kind, " ".join(printed[start : start + length])
    return None


def tells_progress(language: str, text: str) -> bool:
    """Tell whether a statement says how far a thing has come: « l'accord est très proche »."""
    words = {_singular(word) for word in _WORD.findall(text)}
    return not words.isdisjoint(_progress(language))


def _stretches(count: int, longest: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of words, from each place the longest first."""
    for start in range(count):
        for length in range(min(longest, count - start), 0, -1):
            yield start, length


@cache
def _kinds(language: str) -> dict[tuple[str, ...], str]:
    """Return the kind of each noun, which is a tuple of folded words in the singular."""
    found: dict[tuple[str, ...], str] = {}
    for kind, nouns in lexicon.table(language, "threads")["kinds"].items():
        for noun in nouns:
            found.setdefault(tuple(_singular(word) for word in _WORD.findall(noun)), kind)
    return found


@cache
def _progress(language: str) -> frozenset[str]:
    return frozenset(map(_singular, lexicon.words(language, "threads", "progress.words")))


def _singular(word: str) -> str:
    return _PLURAL.sub("", soft(word))
