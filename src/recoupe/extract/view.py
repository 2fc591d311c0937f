"""One parsed paragraph with its quotation marks: which tokens stand between which marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from recoupe import marks
from recoupe.extract.reporting import Frames, Reporting, reporting
from recoupe.marks import Marked
from recoupe.parsed import Block, Parsed

Range = tuple[int, int]
"""Offsets into the article's text, end exclusive."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement while it is being put together: offsets only, nothing resolved.

    ``frame`` tells which construction gave it.
    """

    content: tuple[Range, ...]
    cue: Range | None
    source: Range | None
    frame: str
    headline: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb (or light-verb phrase) of saying: ``first`` to ``last`` is what is shown as the cue.

    ``subject`` is the head of the speaker's mention; ``inverted`` that it follows the verb.
    """

    verb: Token
    first: Token
    last: Token
    frames: Frames
    subject: Token | None
    inverted: bool
    passive: bool


@dataclass(frozen=True, slots=True)
class View:
    """A block, the outermost marks that touch it (article offsets), and its language's words."""

    text: str
    block: Block
    outer: tuple[Marked, ...]
    words: Reporting

    def mark_at(self, token: Token) -> Marked | None:
        """Return the outermost marked stretch the token stands in."""
        return self.mark_over(self.block.start + token.idx)

    def mark_over(self, offset: int) -> Marked | None:
        """Return the outermost marked stretch over an offset of the article."""
        return next((m for m in self.outer if m.start <= offset < m.end), None)

    def home(self, marked: Marked) -> Marked | None:
        """Return the outermost marked stretch around a nested one."""
        return next((m for m in self.outer if m.start < marked.start < m.end), None)

    def fresh_mark(self, token: Token, verb: Token) -> bool:
        """Tell whether the token stands in marks, and in others than the verb."""
        over = self.mark_at(token)
        return over is not None and over != self.mark_at(verb)

    def range(self, first: Token, last: Token) -> Range:
        """Return the article's range from ``first`` to ``last``, inclusive."""
        return self.block.first(first), self.block.last(last)

    @property
    def headline(self) -> bool:
        """Tell whether the block is a title, lead or heading."""
        return self.block.kind in {"title", "lead", "heading"}


def views(parsed: Parsed) -> tuple[tuple[View, ...], tuple[Marked, ...]]:
    """Return the views of an article's blocks and all its marked stretches, nested ones too."""
    ranges = [(b.start, b.end) for b in parsed.blocks]
    found = marks.find(parsed.article.text, ranges)
    outer = tuple(m for m in found if m.depth == 0)
    words = reporting(parsed.article.language)
    out = tuple(View(parsed.article.text, b, _touching(outer, b), words) for b in parsed.blocks)
    return out, tuple(found)


MOST_MARKS = 2_000
"""Marked stretches one paragraph may hold; a longer row of them is no text."""


def _touching(outer: Sequence[Marked], block: Block) -> tuple[Marked, ...]:
    last = bisect_left(outer, block.end, key=lambda m: m.start)
    near = outer[max(0, last - MOST_MARKS) : last]
    return tuple(m for m in near if m.end > block.start)


def trim(text: str, start: int, end: int) -> Range | None:
    """Take white space and stray punctuation off a range; ``None`` where nothing is left.

    A closing mark, bracket or full stop inside the marks stays.
    """
    while start < end and (text[start].isspace() or text[start] in ",;:.–—)]-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—-"):
        end -= 1
    end = _balance(text, start, end)
    return (start, end) if end > start else None


def _balance(text: str, start: int, end: int) -> int:
    """Drop a closing mark or bracket whose opening one is not in the range, or the reverse."""
    while end > start and text[end - 1] in "[(«“ \u00a0\u202f":
        end -= 1
    for opening, closing in (("«", "»"), ("“", "”"), ("(", ")")):
        inside = text[start:end]
        if inside.endswith(closing) and inside.count(opening) < inside.count(closing):
            end = start + len(inside[:-1].rstrip(" \u00a0\u202f,;:."))
    return end
