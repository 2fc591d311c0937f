"""Puts lines together that were broken to fit a width: lines in, a text of whole paragraphs out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wordfreq import zipf_frequency

WIDE = 0.9
"""Quantile of the lengths of lines that is the width of the column: headings are shorter, and a few
lines run over."""

FULL = 0.75
"""A line of at least this share of the width was broken to fit it; the last one of a paragraph is
shorter, but for one in four, which the next rules find."""

ENDS = (".", "!", "?", "…", ":", "»", "”", '"')
"""Signs with which paragraphs end."""

KNOWN = 2.5
"""Zipf frequency from which two words with a hyphen between them are taken as such: of thirty words
broken at a line's end, compounds have 3.0 and more, halves of a name ("Sarro-val") 1.4."""

LANGUAGES = ("fr", "en")

_HYPHEN = re.compile(r"(\w+)[-\u2010\u00ad]$")
_ITEM = re.compile(r"^(?:[•·▪■●◦*–—-]\s|\d{1,2}[.)]\s|[«“])")


def rejoined(lines: Iterable[str]) -> str:
    """Join the lines of each paragraph; paragraphs are parted by a blank line.

    >>> rejoined(["Le port de Sarroval rouvrira lundi, a annon-", "cé la préfecture."])
    'Le port de Sarroval rouvrira lundi, a annoncé la préfecture.'
    """
    bare = [" ".join(line.split(" ")).strip() for line in lines]
    width = _width(bare)
    paragraphs: list[str] = []
    before = ""
    for line in bare:
        if line and before and _runs_on(before, line, width):
            paragraphs[-1] = _joined(paragraphs[-1], line)
        elif line:
            paragraphs.append(line)
        before = line
    return "\n\n".join(paragraphs)


def _width(lines: list[str]) -> int:
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(WIDE * (len(lengths) - 1))] if lengths else 0


def _runs_on(line: str, after: str, width: int) -> bool:
    """Tell whether a paragraph goes on in the next line."""
    if _HYPHEN.search(line):
        return True
    if _ITEM.match(after) and line.endswith(ENDS):
        return False
    if len(line) >= FULL * width:
        return not (line.endswith(ENDS) and len(after) < FULL * width and not after.endswith(ENDS))
    return after[0].islower()


def _joined(text: str, line: str) -> str:
    """Join a line to what stands before; a hyphen goes where it only broke a word.

    >>> _joined("les négo-", "ciations"), _joined("peut-", "être"), _joined("Saint-", "Orland")
    ('les négociations', 'peut-être', 'Saint-Orland')
    """
    broken = _HYPHEN.search(text)
    after = re.match(r"\w+", line)
    if not broken or not after:
        return f"{text} {line}"
    if text[-1] == "\u00ad" or _is_one(broken[1], after[0]):
        return text[:-1] + line
    return text + line


def _is_one(head: str, tail: str) -> bool:
    """Tell whether the halves are one word without the hyphen between them."""
    if not tail[0].islower():
        return False
    apart = _frequency(f"{head}-{tail}")
    return apart < KNOWN or _frequency(head + tail) >= apart


def _frequency(word: str) -> float:
    return max(zipf_frequency(word, language) for language in LANGUAGES)
