"""Finds the stretches of a text that stand between quotation marks, on the raw characters.

In: a text and its paragraphs. Out: :class:`Marked` stretches, nested ones included. All shapes of
marks are read (« » “ ” „ ‹ › ‘ ’ " '), also when one is missing, doubled at each paragraph or
closed by another shape than it was opened with, as translated and scraped copy has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

OPENING = {"«": "»", "“": "”", "„": "“", "‹": "›"}
"""Marks that only open, with the one that closes them."""

CLOSING = frozenset("»”›")
DOUBTFUL = frozenset("\"“'’‘")
"""Marks that open or close by what stands beside them."""

MAX_SINGLE = 600
"""Characters within which a single mark (‘ or ') must close: further off it is an apostrophe."""

MAX_PARAGRAPHS = 8
"""Paragraphs over which one quotation may run; the longest seen in 1,247 pages took 5."""

SENTENCE_WORDS = 4
"""A quoted stretch of fewer words is a term or a title, not a sentence of its own."""

_SPACE = re.compile(r"\s")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between marks: ``start:end`` with the marks, ``inner_start:inner_end`` without.

    ``depth`` counts the marked stretches around it; ``closed`` is false where no closing mark was
    found and the paragraph's end stands for it; ``first`` and ``last`` number its paragraphs.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool
    first: int
    last: int


@dataclass(slots=True)
class _Open:
    at: int
    mark: str
    paragraph: int


def find(text: str, paragraphs: Sequence[tuple[int, int]] | None = None) -> list[Marked]:
    """Return the marked stretches of ``text``, in order of their start.

    ``paragraphs`` are ``(start, end)`` ranges in order; without them each line is one.

    >>> [m.inner_end - m.inner_start for m in find('Il dit : « Oui. » Puis "non".')]
    [4, 3]
    """
    ranges = list(paragraphs) if paragraphs is not None else list(_lines(text))
    found: list[Marked] = []
    stack: list[_Open] = []
    for number, (start, end) in enumerate(ranges):
        _drop_stale(stack, number, text, start, ranges, found)
        _scan(text, start, end, number, stack, found)
    _close_rest(stack, text, ranges, found, len(ranges))
    return _with_depth(sorted(found, key=lambda m: (m.start, -m.end)))


def sentence_cuts(text: str) -> list[int]:
    """Return where a parser of one paragraph must begin a new sentence.

    A quoted sentence that opens a paragraph or follows a full stop or a colon is set off on both
    sides: ``« Nous partirons demain matin. »| , a dit…``.
    """
    cuts: list[int] = []
    for marked in find(text, [(0, len(text))]):
        if marked.depth == 0 and stands_alone(text, marked):
            cuts.append(marked.start)
            after = _skip_space(text, marked.end)
            if after < len(text):
                cuts.append(after)
    return [c for c in cuts if c > 0]


def stands_alone(text: str, marked: Marked) -> bool:
    """Tell whether a marked stretch is a sentence of its own, not words within a clause."""
    before = text[: marked.start].rstrip()[-1:]
    if before and before not in ".!?…:»”\"–—)":
        return False
    inner = text[marked.inner_start : marked.inner_end]
    return sum(1 for _ in _WORD.finditer(inner)) >= SENTENCE_WORDS or inner[-1:] in {".", "!", "?"}


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line.rstrip("\r\n"))
        start += len(line)


def _scan(
    text: str, start: int, end: int, number: int, stack: list[_Open], found: list[Marked]
) -> None:
    """Walk over one paragraph, opening and closing stretches."""
    first = _skip_space(text, start)
    for match in re.compile(r"[«»“”„‹›‘’\"']").finditer(text, start, end):
        at, mark = match.start(), match.group()
        if mark in OPENING and not (mark == "“" and _closes_german(stack)):
            repeated = at == first and stack and stack[-1].mark == mark
            if not repeated:
                stack.append(_Open(at, mark, number))
        elif mark in CLOSING:
            _close(stack, text, at, number, found)
        elif mark in DOUBTFUL:
            _doubtful(text, at, mark, number, (stack, found))


def _closes_german(stack: list[_Open]) -> bool:
    return bool(stack) and stack[-1].mark == "„"


def _doubtful(
    text: str, at: int, mark: str, number: int, state: tuple[list[_Open], list[Marked]]
) -> None:
    """Decide by its neighbours whether a straight or single mark opens, closes, or is neither."""
    stack, found = state
    left, right = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if mark in "'’‘":
        _single(text, at, mark, number, state)
        return
    is_open = any(o.mark == mark for o in stack)
    may_open = (left.isspace() or left in "([{'’«“-–—") and not right.isspace()
    may_close = not left.isspace() or right in " \t\n,.;:!?)" or right.isspace()
    if mark == "“" or (is_open and may_close and not (may_open and _reopens(text, at))):
        _close(stack, text, at, number, found)
    elif may_open or not is_open:
        stack.append(_Open(at, mark, number))


def _reopens(text: str, at: int) -> bool:
    """A straight mark after a space and before a letter opens a second level: ``"il dit "non""``."""
    return text[at - 1 : at].isspace() and text[at + 1 : at + 2].isalnum()


def _single(
    text: str, at: int, mark: str, number: int, state: tuple[list[_Open], list[Marked]]
) -> None:
    stack, found = state
    left, right = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    opens = (left.isspace() or left in "(«“\":") and right.isalnum() and mark != "’"
    closes = not left.isspace() and not right.isalnum()
    inner = stack and stack[-1].mark in "'‘" and at - stack[-1].at <= MAX_SINGLE
    if closes and inner and mark != "‘":
        _close(stack, text, at, number, found)
    elif opens:
        stack.append(_Open(at, mark, number))


def _close(stack: list[_Open], text: str, at: int, number: int, found: list[Marked]) -> None:
    """Close the innermost stretch this mark can close; a stray closing mark is passed over."""
    mark = text[at]
    for depth in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
        opened = stack[depth]
        if _match(opened.mark, mark):
            del stack[depth:]
            found.append(_marked(text, opened, at, number, closed=True))
            return
    for depth in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
        if stack[depth].mark not in "'‘" and mark not in "'’":
            opened = stack[depth]
            del stack[depth:]
            found.append(_marked(text, opened, at, number, closed=True))
            return


def _match(opening: str, closing: str) -> bool:
    if opening in "'‘":
        return closing in "'’"
    return OPENING.get(opening, opening) == closing or (opening == "„" and closing == "”")


def _marked(text: str, opened: _Open, at: int, number: int, *, closed: bool) -> Marked:
    inner_start = min(_skip_space(text, opened.at + 1), at)
    inner_end = inner_start + len(text[inner_start:at].rstrip())
    end = at + 1 if closed else inner_end
    return Marked(opened.at, end, inner_start, inner_end, 0, closed, opened.paragraph, number)


def _drop_stale(  # noqa: PLR0913 - the scan's whole state
    stack: list[_Open],
    number: int,
    text: str,
    start: int,
    ranges: list[tuple[int, int]],
    found: list[Marked],
) -> None:
    """At a new paragraph, keep open only what this paragraph goes on with."""
    del start
    if not stack:
        return
    outer = stack[0]
    begin, end = ranges[number]
    head = text[_skip_space(text, begin) : end][:1]
    goes_on = head == outer.mark and outer.mark in OPENING
    closes_first = _first_mark(text, begin, end) in CLOSING and outer.mark in OPENING
    if number - outer.paragraph < MAX_PARAGRAPHS and (goes_on or closes_first):
        del stack[1:]
        return
    _close_rest(stack, text, ranges, found, number)


def _first_mark(text: str, start: int, end: int) -> str:
    match = re.compile(r"[«»“”„\"]").search(text, start, end)
    return match.group() if match else ""


def _close_rest(
    stack: list[_Open],
    text: str,
    ranges: list[tuple[int, int]],
    found: list[Marked],
    number: int,
) -> None:
    """End the outermost unclosed stretch with its paragraph; inner unclosed marks are noise."""
    if stack and stack[0].mark not in "'‘":
        last = max(number - 1, stack[0].paragraph)
        found.append(_marked(text, stack[0], ranges[stack[0].paragraph][1], last, closed=False))
    stack.clear()


def _with_depth(found: list[Marked]) -> list[Marked]:
    out: list[Marked] = []
    around: list[int] = []
    for marked in found:
        while around and around[-1] <= marked.start:
            around.pop()
        out.append(replace(marked, depth=len(around)))
        around.append(marked.end)
    return out


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and _SPACE.match(text[at]):
        at += 1
    return at
