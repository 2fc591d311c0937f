"""Tells a few words that say nothing alone: the words of a statement in, whether they are one out.

A quoted adjective or noun says nothing without the sentence of the journalist around it. A few
words that begin with a capital are a sentence of its own: « Les murs ont des oreilles ».
"""

from __future__ import annotations

import re

BARE, FEW = 2, 6
"""Words up to which a statement is a fragment: always, and where it begins inside a sentence."""

_COUNT = r"""len(regexp_extract_all("text", '[\p{L}\p{N}]+'))"""

SQL = rf"""(
    {_COUNT} <= {BARE}
    OR ({_COUNT} <= {FEW} AND regexp_matches("text", '^[^\p{{L}}]*\p{{Ll}}'))
)"""
"""The same as :func:`is_fragment`, asked of a column ``text``."""

_WORD = re.compile(r"[^\W_]+")
_BEGINS = re.compile(r"[\W_\d]*([^\W\d_])")


def is_fragment(text: str) -> bool:
    """Tell whether words say nothing without the sentence they stand in.

    >>> is_fragment("fable de quai"), is_fragment("Les murs ont des oreilles")
    (True, False)
    """
    count = len(_WORD.findall(text))
    first = _BEGINS.match(text)
    return count <= BARE or (count <= FEW and first is not None and first[1].islower())
