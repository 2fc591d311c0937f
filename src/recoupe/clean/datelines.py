"""Reads datelines: the first words of a paragraph in, the place, date and agency they give out.

A dateline is what an agency sets before its dispatch, closed by a dash: "PORT-LOUIS, 3 mars
(Agence) -", "SARROVAL (Agence) –", "3 mars 2025 . –".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from recoupe.clean.dates import Printed, printed_dates, words
from recoupe.clean.fold import WORD, soft

MAX_DATELINE_CHARS = 110
"""Place, date, hour and two agencies fit; a dash further on belongs to a sentence."""

MAX_SMALL_WORDS = 6
"""Lower-case words a dateline may hold beside its date ("cratère de", "heure locale")."""

MAX_ARTICLE_CHARS = 3
"""A low word of a place's name ("Fort-la-Mer", "sur", "des") is no longer than this; "maire" is."""

_DASH = re.compile(r"(?:(?<=[\s.)])--?(?=\s|$)|\s?[–—](?=\s|$))")
_BRACKETS = re.compile(r"\(([^()]{2,60})\)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A paragraph's dateline: its length in characters, its date and the words in brackets."""

    length: int
    date: Printed | None
    sources: tuple[str, ...]


def dateline_of(text: str) -> Dateline | None:
    """Return the dateline with which a paragraph opens, ``None`` where it opens with a sentence.

    It must hold a date or bracketed source, and nothing else but a place.
    """
    dash = _DASH.search(text, 0, MAX_DATELINE_CHARS)
    if not dash or not dash.start():
        return None
    head = text[: dash.start()]
    sources = tuple(_BRACKETS.findall(head))
    folded = soft(head)
    date = next(printed_dates(folded), None)
    if date is None and not sources:
        return None
    if date is not None:
        folded = folded[: date.start] + " " + folded[date.end :]
    return (
        Dateline(dash.end(), date, sources)
        if _is_place(head, folded, dated=date is not None)
        else None
    )


def _is_place(head: str, rest: str, *, dated: bool) -> bool:
    """Tell whether what is left is a place: it opens high, and few words of it are low."""
    first = head.lstrip("( ")[:1]
    if not (first.isupper() or first.isdigit()):
        return False
    known = words()
    bare = _BRACKETS.sub(" ", head)
    low = [
        w for w in WORD.findall(bare) if w[0].islower() and soft(w).strip(".") not in known.months
    ]
    opens_with_date = first.isdigit() and len(rest.split()) <= MAX_SMALL_WORDS * 2
    if not dated:
        return not any(len(w) > MAX_ARTICLE_CHARS for w in low)
    limit = MAX_SMALL_WORDS if opens_with_date else 2
    return len(low) <= limit and len(WORD.findall(bare)) <= 2 * MAX_SMALL_WORDS
