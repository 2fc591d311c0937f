"""Marks what changed from one text to another, word by word: two texts in, one marked line out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel

from recoupe.clean.fold import whole

_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*|\w+(?:['’-]\w+)*['’]?|[^\w\s]")
_Token = re.Match[str]
Range = tuple[int, int]
"""Where something stands in a text: start and end."""

_MARKS = frozenset("«»“”\"'‘’,.;:!?…()[]-–—")


@lru_cache(100_000)
def _folded(word: str) -> str:
    return whole(word)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents and marks.

    >>> words("« L'été », dit-il.")
    ("l'ete", 'dit-il')
    """
    return tuple(word for word in map(_folded, _TOKEN.findall(text)) if word not in _MARKS)


def difference(one: str, other: str) -> str:
    """Mark word by word what only the first text has as ``[-…-]``, only the second as ``{+…+}``.

    Case, accents and the shape of quote marks and apostrophes count not; what both have is shown as
    the first has it. The common words are the longest that stand in both in one order (Indel
    distance); a comma alone between two changes is part of them.

    >>> difference("Le port fait vivre 11.000 personnes.", "Le Port fait vivre 8.600 personnes.")
    'Le port fait vivre [-11.000-] {+8.600+} personnes.'
    >>> difference("Nous rendrons le port", "Nous rendrons les quais")
    'Nous rendrons [-le port-] {+les quais+}'
    """
    a, b = list(_TOKEN.finditer(one)), list(_TOKEN.finditer(other))
    told = ""
    done = (0, 0)
    for i, j, size in [*_common(a, b), (len(a), len(b), 0)]:
        for part in _marked(one, a[done[0] : i], other, b[done[1] : j]):
            told += f" {part}" if told else part
        if size:
            start = a[i].start()
            glued = not told or (start > 0 and not one[start - 1].isspace())
            told += ("" if glued else " ") + _slice(one, a[i : i + size])
        done = i + size, j + size
    return told


def changes(one: str, other: str) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    """Return where words stand that only the first text has, and where those of the other only.

    >>> changes("Nous rendrons le port", "Nous rendrons les quais")
    (((14, 21),), ((14, 23),))
    """
    a, b = list(_TOKEN.finditer(one)), list(_TOKEN.finditer(other))
    gone: list[Range] = []
    come: list[Range] = []
    done = (0, 0)
    for i, j, size in [*_common(a, b), (len(a), len(b), 0)]:
        gone += [(a[done[0]].start(), a[i - 1].end())] if i > done[0] else []
        come += [(b[done[1]].start(), b[j - 1].end())] if j > done[1] else []
        done = i + size, j + size
    return tuple(gone), tuple(come)


def _common(one: Sequence[_Token], other: Sequence[_Token]) -> list[tuple[int, int, int]]:
    """Return the runs that both have: places in the two and length, marks alone left out."""
    folded = [[_folded(token[0]) for token in side] for side in (one, other)]
    runs = [
        (op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in Indel.opcodes(*folded)
        if op.tag == "equal"
    ]
    ends = {0, len(one)}
    return [
        (i, j, n)
        for i, j, n in runs
        if {i, i + n} & ends or not _MARKS.issuperset(t[0] for t in one[i : i + n])
    ]


def _marked(one: str, gone: Sequence[_Token], other: str, come: Sequence[_Token]) -> Iterator[str]:
    if gone:
        yield f"[-{_slice(one, gone)}-]"
    if come:
        yield f"{{+{_slice(other, come)}+}}"


def _slice(text: str, tokens: Sequence[_Token]) -> str:
    """Return a stretch of a text from the first of its words to the last."""
    return " ".join(text[tokens[0].start() : tokens[-1].end()].split())
