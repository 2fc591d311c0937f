"""Says what a discrepancy is about: a passage and the words others have too in, a phrase out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from recoupe.link.differences_side import Side

MOST = 6
"""Content words by which a subject is told: a line of a list."""

_BREAK = re.compile(r"[,;:.!?…«»“”\"()\n]")


def phrase(side: Side, shared: Iterable[int]) -> str:
    """Return the longest stretch of a passage whose content words other accounts have too.

    ``shared`` are the places of these words. Where no two of them stand together, they are listed.

    >>> from recoupe.link.differences_side import side
    >>> told = side("Le port attend des navires étrangers dans ses eaux.", "fr")
    >>> phrase(told, [i for i in told.content() if told.words[i].low != "attend"])
    'navires étrangers dans ses eaux'
    """
    places = sorted(shared)
    runs: list[list[int]] = []
    for place in places:
        if runs and _together(side, runs[-1][-1], place):
            runs[-1].append(place)
        else:
            runs.append([place])
    longest = max(runs, key=len, default=[])[:MOST]
    if len(longest) > 1:
        return side.text[side.words[longest[0]].start : side.words[longest[-1]].end]
    listed = dict.fromkeys(side.text[side.words[i].start : side.words[i].end] for i in places)
    return ", ".join(list(listed)[:MOST])


def _together(side: Side, one: int, other: int) -> bool:
    """Tell whether nothing but small words stand between two words."""
    between = side.text[side.words[one].end : side.words[other].start]
    small = not any(word.content for word in side.words[one + 1 : other])
    return small and not _BREAK.search(between)
