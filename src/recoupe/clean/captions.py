"""Tells captions of pictures and lines that name sources only: a line in, a yes or no out."""

from __future__ import annotations

import re

from recoupe.clean.dates import words
from recoupe.clean.fold import WORD, soft
from recoupe.clean.furniture import furniture
from recoupe.clean.lines import Line
from recoupe.clean.outlets import is_outlet, without_outlets

MAX_CAPTION_CHARS = 350
"""The longest caption of the samples has 250 characters; a longer line with a credit is prose."""

MAX_SOURCE_LINE = 80
"""A line of nothing but agencies and small words is short."""

MAX_BYLINE_WORDS = 12
"""Three authors with their papers; a longer line that opens with "Par" is a sentence."""

_CLOSING_BRACKETS = re.compile(r"\(([^()]{2,90})\)\s?\.?$")
_CLOSING_SIGN = re.compile(r"©[^©]{0,60}$")
_CLOSING_NAME = re.compile(r"[.!?…»”\"–—|-]\s+(\w{4,7})\s?:?\s+([^.!?:;()]{2,60})$")
_PARTS = re.compile(r"\s?[/,|:–—-]\s?|\s(?:via|pour|for|by|par)\s")


def is_caption(line: Line) -> bool:
    """Tell whether a line closes with a picture's credit.

    ``La ministre à Sarroval, le 3 mars. ( POOL / ANNE DUVAL )`` is a caption; a sentence that
    closes with ``(AFP)`` is not: agencies sign dispatches so.
    """
    if line.size > MAX_CAPTION_CHARS:
        return False
    if _CLOSING_SIGN.search(line.text):
        return True
    if _names_picture(line):
        return True
    found = _CLOSING_BRACKETS.search(line.text)
    return bool(found) and _is_picture_credit(found[1])  # type: ignore[index]


def _names_picture(line: Line) -> bool:
    """Tell whether a line closes with "Photo" or "Credit" and a name, without brackets."""
    found = _CLOSING_NAME.search(line.text)
    if not found or line.ends_sentence:
        return False
    return soft(found[1]) in furniture().photo_credits and found[2][:1].isupper()


def _is_picture_credit(text: str) -> bool:
    parts = [p for p in _PARTS.split(text.strip()) if p]
    folded = [soft(p) for p in parts]
    known = furniture().photo_credits
    if any(p in known for p in folded) or any(
        p.split(" ", 1)[0] in known - {"pool"} for p in folded
    ):
        return len(parts) > 1 or folded[0] in known
    return len(parts) > 1 and any(is_outlet(p) for p in parts)


def is_source_line(line: Line) -> bool:
    """Tell whether a line names agencies or outlets and says nothing else ("Avec AFP")."""
    if line.size > MAX_SOURCE_LINE:
        return False
    rest = without_outlets(line.text)
    if rest is None:
        return False
    return all(w in words().joints for w in re.findall(r"[^\W\d_]+", soft(rest)))


def is_byline(line: Line) -> bool:
    """Tell whether a line names the authors: "Par", then names, and no sentence's end."""
    opening = words().byline.match(line.soft + " ")
    if not opening or (line.ends_sentence and not line.text.endswith("...")):
        return False
    rest = words().pattern.sub(" ", line.soft[opening.end() :])
    if not rest.strip():
        return False
    names = WORD.findall(line.text)[len(opening[0].split(":")[0].split()) :]
    small = words().joints | words().months.keys() | words().weekdays.keys()
    plain = [w for w in names if not w[0].isupper() and soft(w).strip(".") not in small]
    dated = bool(words().pattern.search(line.soft))
    limit = MAX_BYLINE_WORDS * (2 if dated else 1)
    plain = [w for w in plain if not words().labels(soft(w))]
    return (
        len(names) <= limit
        and len(plain) <= (len(names) - len(plain)) // 3
        and any(w[0].isupper() for w in names)
        and (names[0][0].isupper() or soft(names[0]) in small)
    )
