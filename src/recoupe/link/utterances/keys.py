"""Gives a wording the keys under which others like it are found: text, voices in, numbers out."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

from recoupe.link.utterances.text import Clause, clauses

RARE = 2.5
"""Weight of a word that is a key by itself: one in 3,000 words or rarer."""

PAIRED = 6
"""The weightiest words of a clause, of which every two are a key: two clauses that share two of
them are compared."""

LIGHTEST = 0.8
"""Weight under which a word is in no key."""

MOST = 48
"""Keys of one wording for one voice, those of the weightiest words first."""

_MASK = (1 << 64) - 1
_ODD = 0x9E3779B97F4A7C15


def day_keys(voices: tuple[str, ...], day: date | None) -> list[int]:
    """Return the keys that all share which any of the voices said on a day, whatever the words."""
    return sorted(_mixed(_number(v), _number(day.isoformat())) for v in voices) if day else []


def keys(text: str, language: str, voices: tuple[str, ...]) -> list[int]:
    """Return the keys of a text said by any of the voices, sorted; 64 bits each."""
    cut = clauses(text, language)
    parts = cut[:-1] if len(cut) > 1 else cut
    found: dict[int, float] = {}
    for part in parts:
        for trait, weight in _traits(part):
            found[trait] = max(found.get(trait, 0.0), weight)
    best = sorted(found, key=lambda t: (-found[t], t))[:MOST]
    return sorted({_mixed(_number(v), t) for v in voices for t in best})


def _traits(clause: Clause) -> list[tuple[int, float]]:
    words = [(s, w) for s, w in clause.words.items() if w >= LIGHTEST]
    single = [(_number(s), w) for s, w in words if w >= RARE]
    best = sorted(words, key=lambda p: (-p[1], p[0]))[:PAIRED]
    pairs = [
        (_mixed(*sorted((_number(a), _number(b)))), u + v)
        for (a, u), (b, v) in combinations(best, 2)
    ]
    return single + pairs or [(_number(s), 0.0) for s in sorted(clause.words)[:1]]


@lru_cache(200_000)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest())


def _mixed(one: int, other: int) -> int:
    return ((one * _ODD) ^ (other + (one >> 7))) & _MASK
