"""Signs the sentences of an article so that edited copies are found by a join: bands out."""

from __future__ import annotations

from collections.abc import Sequence
from struct import Struct
from zlib import crc32

from rensa import RMinHash  # type: ignore[import-untyped]

from recoupe.link.reprints_text import Sentence

GRAM = 2
"""Words in a row that are compared. A copy with one word in four replaced keeps 0.56 of its pairs
of words, 0.42 of its triples."""

ROWS, BANDS = 3, 24
"""MinHash values that must agree at once, and how often that is tried, for each sentence."""

COMMON_BANDS = 2
"""Bands that two articles must share to be laid side by side.

Measured with these numbers by ``benchmarks/reprints.py``: of the copies that the alignment accepts
0.990 are found, and 698 pairs of the 1,157 Wikinews articles are aligned, of 668,746. One band
alone: 0.998 and 2,123. A signature of the whole article (64 bands of 2) finds 0.956: a copy cut to
half, with an outlet's own paragraphs, has little of the whole in common."""

SHORT = 6 * BANDS
"""Bands of an article of six sentences or fewer, to which one band in common is enough."""

SEED = 1

RECIPE = f"rensa {RMinHash.ALGORITHM_VERSION}, {GRAM} words, {BANDS} bands of {ROWS}, seed {SEED}"
"""How signatures were made; those made otherwise cannot be compared with these."""


def bands(sentences: Sequence[Sentence]) -> list[int]:
    """Return the bands of all sentences of the body, as 32-bit numbers, sorted, each once."""
    grams = [_grams(s.words) for s in sentences if not s.titled]
    digests = RMinHash.digests_from_token_sets([g for g in grams if g], ROWS * BANDS, SEED)
    return sorted({band for digest in digests for band in _bands(digest)})


def _grams(words: Sequence[str]) -> list[str]:
    return [" ".join(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)]


def _bands(digest: Sequence[int]) -> list[int]:
    packed = _PACKED.pack(*digest)
    return [crc32(packed[4 * i : 4 * (i + ROWS)], i) for i in range(0, ROWS * BANDS, ROWS)]


_PACKED = Struct(f"<{ROWS * BANDS}I")
