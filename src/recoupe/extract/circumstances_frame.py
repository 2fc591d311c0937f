"""Cuts out the words around each quotation: Parsed and quotations in, a Frame for each out.

The frame is the sentence of the reporting word with everything that is said masked, so that a day
or a place inside the quoted words can never be taken for the day or place of the saying.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from recoupe import lexicon
from recoupe.parsed import Block, Parsed
from recoupe.records import Quotation, Span

SAID = "\x00"
"""Stands for each character of what is said."""

CUE = "\x01"
"""Stands for each character of the reporting word."""

REACH = 1_500
"""Characters on each side of the reporting word that are read at most; the longest sentence of the
seeds and of 90 Wikinews articles has under 900, longer ones are broken pages."""

_END = re.compile(r"[.!?…]+[\"»”’')\]\s]*\s+")
_WORD = re.compile(r"\w{4,}")
_OPENERS = '«"“‘„—–-([' + SAID + CUE
_CLOSING = ".!?…"


@dataclass(frozen=True, slots=True)
class Frame:
    """The sentence around one quotation; offsets are the article's.

    ``text`` is lower case, has the length ``end - start``, and holds :data:`SAID` and :data:`CUE`
    in place of what is said and of the reporting word. ``inside`` is the quotation whose words
    this one stands in; ``number`` counts the blocks that are no headings; ``offsets``
    holds where the tokens of the block begin, ``raw`` the block's own text.
    """

    quotation: Quotation
    block: Block
    number: int
    start: int
    end: int
    text: str
    cue: Span | None
    inside: Quotation | None
    offsets: Sequence[int]
    raw: str

    def masked(self, start: int, end: int) -> bool:
        """Tell whether something said stands between the two offsets."""
        return SAID in self.text[max(start - self.start, 0) : max(end - self.start, 0)]

    def gap(self, start: int, end: int) -> int:
        """Count the characters between a stretch and the reporting word, what is said left out."""
        between = self._between(start, end)
        return len(between) - between.count(SAID)

    def apart(self, start: int, end: int) -> bool:
        """Tell whether a bracket stands between a stretch and the reporting word."""
        between = self._between(start, end)
        return between.count("(") != between.count(")")

    def _between(self, start: int, end: int) -> str:
        """Return the text between a stretch and the reporting word, empty without one."""
        if self.cue is None:
            return ""
        left, right = min(end, self.cue.end), max(start, self.cue.start)
        return self.text[left - self.start : right - self.start] if left < right else ""

    def taken(self, start: int, end: int, rivals: Sequence[Frame]) -> bool:
        """Tell whether another reporting word of the sentence stands nearer to a stretch.

        A scene set at the head of the sentence, before all reporting words, serves every one.
        """
        cues = [f.cue.start for f in (self, *rivals) if f.cue is not None]
        head = self.text[: max(start - self.start, 0)]
        if cues and end <= min(cues) and not _WORD.search(head.replace(SAID, "")):
            return False
        gap = self.gap(start, end)
        return any(r.cue != self.cue and r.gap(start, end) < gap for r in rivals)

    def tokens(self, start: int, end: int) -> list[Token]:
        """Return the tokens that lie between two offsets."""
        base = self.block.start
        first = bisect_right(self.offsets, start - base) - 1
        last = bisect_left(self.offsets, end - base)
        found = list(self.block.doc[max(first, 0) : last])
        return found[1:] if found and self.block.last(found[0]) <= start else found


def lower(text: str) -> str:
    """Return the text in lower case at the same length."""
    low = text.lower()
    return (
        low
        if len(low) == len(text)
        else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


def anchor(quotation: Quotation) -> Span:
    """Return the place a quotation is read from: its cue, or the start of its content."""
    if quotation.cue is not None:
        return quotation.cue
    first = quotation.content[0]
    return Span(first.start, first.start + 1, first.text[:1])


class Framer:
    """Holds the masked copies of an article's blocks, one for each nesting that occurs."""

    def __init__(self, parsed: Parsed, quotations: Sequence[Quotation]) -> None:
        self._language = parsed.article.language
        self._blocks = parsed.blocks
        self._starts = [b.start for b in parsed.blocks]
        self._numbers = list(_numbers(parsed.blocks))
        self._said = self._by_block(quotations)
        self._raws: dict[int, str] = {}
        self._offsets: dict[int, list[int]] = {}
        self._masks: dict[tuple[int, frozenset[str]], tuple[str, list[int]]] = {}

    def frame(self, quotation: Quotation) -> Frame | None:
        """Return the frame of a quotation, ``None`` where it stands in no read block."""
        place = anchor(quotation)
        index = bisect_right(self._starts, place.start) - 1
        if index < 0 or place.end > self._blocks[index].end:
            return None
        holders = [p for p in self._said[index] if p[0].covers(place) and p[1].id != quotation.id]
        text, cuts = self._mask(index, frozenset(q.id for _, q in holders))
        start, end = self._sentence(index, cuts, place)
        start, end = max(start, place.start - REACH), min(end, place.end + REACH)
        inside = min(holders, key=lambda p: p[0].end - p[0].start, default=None)
        if inside:
            start, end = max(start, inside[0].start), min(end, inside[0].end)
        return self._cut(quotation, index, (start, end), text, inside and inside[1])

    def before(self, frame: Frame) -> Frame | None:
        """Return the sentence before a frame in its paragraph, as a frame without a cue."""
        index = bisect_right(self._starts, frame.start) - 1
        text, cuts = self._mask(index, frozenset())
        end = frame.start
        earlier = [c for c in cuts if c < end - self._starts[index]]
        if not earlier:
            return None
        base = self._starts[index]
        start = base + earlier[-1]
        low = text[start - base : end - base]
        return replace(frame, start=start, end=end, text=low, cue=None, inside=None)

    def _cut(
        self,
        quotation: Quotation,
        index: int,
        ends: tuple[int, int],
        text: str,
        inside: Quotation | None,
    ) -> Frame:
        (start, end), base, cue = ends, self._starts[index], quotation.cue
        low = text[start - base : end - base]
        if cue is not None:
            a, b = cue.start - start, cue.end - start
            low = low[:a] + CUE * (b - a) + low[b:]
        return Frame(
            quotation,
            self._blocks[index],
            self._numbers[index],
            start,
            end,
            low,
            cue,
            inside,
            self._tokens(index),
            self._raw(index),
        )

    def _tokens(self, index: int) -> list[int]:
        if index not in self._offsets:
            self._offsets[index] = self._blocks[index].doc.to_array("IDX").tolist()
        return self._offsets[index]

    def _raw(self, index: int) -> str:
        if index not in self._raws:
            self._raws[index] = self._blocks[index].doc.text
        return self._raws[index]

    def _sentence(self, index: int, cuts: list[int], place: Span) -> tuple[int, int]:
        base = self._starts[index]
        at = bisect_right(cuts, place.start - base)
        end = base + cuts[at] if at < len(cuts) else self._blocks[index].end
        return base + cuts[at - 1], end

    def _mask(self, index: int, holders: frozenset[str]) -> tuple[str, list[int]]:
        key = (index, holders)
        if key not in self._masks:
            block = self._blocks[index]
            chars = list(self._raw(index))
            for span, quotation in self._said[index]:
                if quotation.id not in holders:
                    _blank(chars, span.start - block.start, span.end - block.start)
            raw = "".join(chars)
            self._masks[key] = lower(raw), list(_cuts(raw, self._language))
        return self._masks[key]

    def _by_block(self, quotations: Sequence[Quotation]) -> list[list[tuple[Span, Quotation]]]:
        said: list[list[tuple[Span, Quotation]]] = [[] for _ in self._blocks]
        for quotation in quotations:
            for span in quotation.content:
                first = max(bisect_right(self._starts, span.start) - 1, 0)
                for index in range(first, bisect_right(self._starts, span.end - 1)):
                    said[index].append((span, quotation))
        return said


def _blank(chars: list[str], start: int, end: int) -> None:
    """Mask a stretch of a block, all but a closing point, which still ends its sentence."""
    start, end = max(start, 0), min(end, len(chars))
    closing = chars[end - 1] if end > start and chars[end - 1] in _CLOSING else SAID
    chars[start:end] = SAID * (end - start)
    if end > start:
        chars[end - 1] = closing


def _cuts(text: str, language: str) -> Iterator[int]:
    """Yield where the sentences of a masked block begin."""
    yield 0
    short = lexicon.words(language, "channels", "grammar.abbreviations")
    for match in _END.finditer(text):
        following = text[match.end() : match.end() + 1]
        if not (following.isupper() or following.isdigit() or following in _OPENERS):
            continue
        word = re.search(r"\w*$", text[max(match.start() - 12, 0) : match.start()])
        abbreviated = word and (
            word[0].lower() in short or (len(word[0]) == 1 and word[0].isupper())
        )
        if following and not (abbreviated and match[0].startswith(". ")):
            yield match.end()


def _numbers(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield for each block how many blocks of running text there were up to it."""
    number = 0
    for block in blocks:
        number += block.kind == "body"
        yield number
