"""Cuts a text at marked places: a text, its start and spans in, pieces with their marks out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol

from recoupe import marks
from recoupe.dossier.reads.passages import Passage

_ENDS = re.compile(r"(?<!\W\w)[.!?…][»”\"')\]]?\s+(?=[^\w\s]*[^\W\d_]|$)|\n")
"""Where a sentence ends: not after an initial (« M. Roux »)."""


_BEGINS = re.compile(r"[^\w\s]*\s?[A-ZÀ-ÖØ-Þ\d]")
_WHOLE = re.compile(r"[.!?…:][\s»”\"')\]]*$")
"""What begins and what ends a sentence."""


class Place(Protocol):
    """Anything that says where it begins and ends."""

    @property
    def start(self) -> int:
        """Return the first character's number."""

    @property
    def end(self) -> int:
        """Return the number after the last character's."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that is marked, or is not."""

    text: str
    marked: bool


def pieces(text: str, start: int, spans: Iterable[Place]) -> tuple[Piece, ...]:
    """Return a text as pieces; ``start`` is where it begins in the text that the spans are of.

    >>> from recoupe.records import Span
    >>> [(p.text, p.marked) for p in pieces("Rien n'est joué", 10, [Span(15, 20, "n'est")])]
    [('Rien ', False), ("n'est", True), (' joué', False)]
    """
    found, at = [], 0
    for span in sorted(spans, key=attrgetter("start", "end")):
        first, last = max(span.start - start, at), min(span.end - start, len(text))
        if first < last:
            found += [Piece(text[at:first], marked=False), Piece(text[first:last], marked=True)]
            at = last
    found.append(Piece(text[at:], marked=False))
    return tuple(piece for piece in found if piece.text)


def around(passage: Passage) -> tuple[str, str]:
    """Return what stands before and after a passage, with "…" where that is cut in a sentence."""
    before, after = passage.before.lstrip(), passage.after.rstrip()
    if before and not _BEGINS.match(before):
        before = f"… {before}"
    return before, after + (" …" if after and not _WHOLE.search(after) else "")


def is_quoted(passage: Passage, spans: Iterable[Place]) -> bool:
    """Tell whether marked words of a passage stand between quotation marks in their article.

    The marks may lie outside the passage: the words of a statement are told without them.
    """
    around = passage.before + passage.text + passage.after
    moved = len(passage.before) - passage.start
    return any(marks.are_around(around, span.start + moved, span.end + moved) for span in spans)


def sentence(passage: Passage) -> tuple[str, str]:
    """Return what stands before and after a passage in its sentence, as far as that is known."""
    before = _ENDS.split(passage.before)[-1]
    end = _ENDS.search(passage.after)
    after = passage.after if end is None else passage.after[: end.end()].rstrip()
    cut = "" if len(before) < len(passage.before) or _BEGINS.match(before) else "… "
    more = "" if end or _WHOLE.search(passage.after.rstrip()) else " …"
    return (cut + before.lstrip() if before.strip() else ""), after.rstrip() + (
        more if after.strip() else ""
    )
