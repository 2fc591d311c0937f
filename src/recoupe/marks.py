"""Finds the stretches of a text that stand between quotation marks, on the raw characters.

In: a text and its paragraphs. Out: :class:`Marked` stretches, nested ones included. All shapes of
marks are read (« » “ ” „ ‹ › ‘ ’ " '), also when one is missing, doubled at each paragraph or
closed by another shape than it was opened with, as translated and scraped copy has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

OPENING = {"«": "»", "“": "”", "„": "“", "‹": "›"}
"""Marks that only open, with the one that closes them."""

CLOSING = frozenset("»”›")
MAX_SINGLE = 600
"""Characters within which a single mark (‘ or ') must close: further off it is an apostrophe."""

MAX_PARAGRAPHS = 8
"""Paragraphs over which one quotation may run before its mark is taken for one that was never
closed. None of 1,970 stretches on 1,162 pages runs over two, so this binds only broken pages."""

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
        _drop_stale(stack, number, text, ranges, found)
        _scan(text, start, end, number, stack, found)
    _close_rest(stack, text, ranges, found, len(ranges))
    return _with_depth(sorted(found, key=lambda m: (m.start, -m.end)))


def are_around(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text stands between quotation marks that are closed.

    >>> text = 'les « territoires occupés » de Belmare'
    >>> are_around(text, text.index("occupés"), text.index(" »")), are_around(text, 0, 3)
    (True, False)
    """
    return any(first <= start and end <= last for first, last in _closed_stretches(text))


@lru_cache(64)
def _closed_stretches(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((m.start, m.end) for m in find(text) if m.closed)


def closed(text: str, start: int, end: int) -> int:
    """Return the end of a stretch, past the mark right behind it that closes one opened in it.

    >>> text = 'un accord sur les « matériaux critiques » avec Belmare'
    >>> text[: closed(text, 0, text.index(" »"))]
    'un accord sur les « matériaux critiques »'
    """
    inside, at = text[start:end], _skip_space(text, end)
    if text[end : end + 1] == '"':
        return end + inside.count('"') % 2
    opening = next((o for o, c in OPENING.items() if c == text[at : at + 1]), "")
    unclosed = opening and inside.count(opening) > inside.count(OPENING[opening])
    return at + 1 if unclosed else end


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
    at = marked.start - 1
    while at >= 0 and text[at].isspace():
        at -= 1
    before = text[at] if at >= 0 else ""
    if before and before not in '.!?…:»”"–—)':
        return False
    inner = text[marked.inner_start : marked.inner_end]
    return sum(1 for _ in _WORD.finditer(inner)) >= SENTENCE_WORDS or inner[-1:] in {".", "!", "?"}


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line.rstrip("\r\n"))
        start += len(line)


def _scan(
    text: str, start: int, end: int, number: int, stack: list[_Open], found: list[Marked]
) -> None:
    """Walk over one paragraph, opening and closing stretches."""
    first = _skip_space(text, start)
    state = _State(text, number, first, stack, found)
    for match in _MARK.finditer(text, start, end):
        _read(state, match.start(), match.group())


@dataclass(slots=True)
class _State:
    """Where a scan stands: its paragraph's number and first character, what is open and found."""

    text: str
    number: int
    first: int
    stack: list[_Open]
    found: list[Marked]


def _read(state: _State, at: int, mark: str) -> None:
    """Decide whether one mark opens, closes, or is neither."""
    if mark in {"'", "’", "‘"}:
        _single(state, at, mark)
    elif mark in OPENING:
        repeated = at == state.first and state.stack and state.stack[-1].mark == mark
        if not _closes_instead(state, at, mark) and not repeated:
            state.stack.append(_Open(at, mark, state.number))
    elif mark in CLOSING:
        if not _opens_instead(state, at, mark):
            _close(state, at, mark)
    else:
        _doubtful(state, at, mark)


def _closes_instead(state: _State, at: int, mark: str) -> bool:
    """„A“, »A« and “A“: an opening shape that closes what the same family opened."""
    if not state.stack:
        return False
    top = state.stack[-1].mark
    if mark == "“" and top == "„":
        _close(state, at, mark)
        return True
    after_word = not _left(state.text, at).isspace() and not _right(state.text, at, mark).isalnum()
    if after_word and ((mark == "«" and top == "»") or (mark == "“" and top == "“")):
        _close(state, at, mark)
        return True
    return False


def _opens_instead(state: _State, at: int, mark: str) -> bool:
    """»A«: a closing shape at the head of a word, with nothing open before it."""
    opens = _left(state.text, at).isspace() and _right(state.text, at, mark).isalnum()
    if mark == "»" and opens and not state.stack:
        state.stack.append(_Open(at, mark, state.number))
        return True
    return False


def _left(text: str, at: int) -> str:
    return text[at - 1 : at] or " "


def _right(text: str, at: int, mark: str) -> str:
    return text[at + len(mark) : at + len(mark) + 1] or " "


def _doubtful(state: _State, at: int, mark: str) -> None:
    """Decide by its neighbours whether a straight mark opens or closes."""
    left, right = _left(state.text, at), _right(state.text, at, mark)
    is_open = any(o.mark == mark for o in state.stack[-3:])
    may_open = (left.isspace() or left in "([{'’«“-–—") and not right.isspace()
    may_close = not left.isspace() or right in ",.;:!?)" or right.isspace()
    if is_open and may_close and not (may_open and left.isspace()):
        _close(state, at, mark)
    elif may_open or not (is_open or state.stack):
        state.stack.append(_Open(at, mark, state.number))
    else:
        _close(state, at, mark)


def _single(state: _State, at: int, mark: str) -> None:
    """A single mark: an apostrophe unless it stands at the edge of a word and finds its pair."""
    left, right = _left(state.text, at), _right(state.text, at, mark)
    opens = (left.isspace() or left in '(«“":') and right.isalnum() and mark != "’"
    closes = not left.isspace() and not right.isalnum()
    top = state.stack[-1] if state.stack else None
    inner = top is not None and top.mark in {"'", "‘"} and at - top.at <= MAX_SINGLE
    if closes and inner and mark != "‘":
        _close(state, at, mark)
    elif opens:
        state.stack.append(_Open(at, mark, state.number))


def _close(state: _State, at: int, mark: str) -> None:
    """Close the innermost stretch this mark can close, of its own family before any other.

    A closing mark with nothing open ends a quotation whose opening mark was lost, if nothing
    quoted stands before it in its paragraph.
    """
    stack = state.stack
    near = range(len(stack) - 1, max(-1, len(stack) - 4), -1)
    depth = next((d for d in near if _match(stack[d].mark, mark)), None)
    if depth is None and mark not in {"'", "’"}:
        depth = next((d for d in near if stack[d].mark not in {"'", "‘"}), None)
    if depth is not None:
        opened = stack[depth]
        del stack[depth:]
        state.found.append(
            _marked(state.text, opened, at, state.number, closed=True, width=len(mark))
        )
    elif mark in CLOSING and _lost_opening(state, at):
        lost = _Open(state.first, "", state.number)
        state.found.append(
            _marked(state.text, lost, at, state.number, closed=True, width=len(mark))
        )


def _lost_opening(state: _State, at: int) -> bool:
    nothing_before = not state.found or state.found[-1].end <= state.first
    return nothing_before and at > state.first


def _match(opening: str, closing: str) -> bool:
    if opening in {"'", "‘"}:
        return closing in {"'", "’"}
    if opening in PAIRS:
        return closing in PAIRS[opening]
    return OPENING.get(opening, opening) == closing


PAIRS = {
    "„": {"“", "”"},
    "»": {"«"},
    "“": {"”", "“"},
    "''": {"''", "’’"},
    "‘‘": {"’’", "''", "‘‘"},
    "``": {"''", "``"},
}
"""Marks that more than one shape closes, single marks typed twice among them."""

_MARK = re.compile(r"''|‘‘|’’|``|[«»“”„‹›‘’\"']")


def _marked(
    text: str, opened: _Open, at: int, number: int, *, closed: bool, width: int = 1
) -> Marked:
    inner_start = min(_skip_space(text, opened.at + len(opened.mark)), at)
    inner_end = inner_start + len(text[inner_start:at].rstrip())
    end = at + width if closed else inner_end
    return Marked(opened.at, end, inner_start, inner_end, 0, closed, opened.paragraph, number)


def _drop_stale(
    stack: list[_Open],
    number: int,
    text: str,
    ranges: list[tuple[int, int]],
    found: list[Marked],
) -> None:
    """At a new paragraph, keep open only what this paragraph goes on with."""
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
    """End the outermost unclosed stretch with its paragraph, or before the next quotation in it."""
    if stack and stack[0].mark not in {"'", "‘"}:
        opened = stack[0]
        last = max(number - 1, opened.paragraph)
        end = ranges[opened.paragraph][1]
        inner = _next_quotation(text, found, opened.at, end)
        found.append(_marked(text, opened, inner.start if inner else end, last, closed=False))
    stack.clear()


def _next_quotation(text: str, found: list[Marked], start: int, end: int) -> Marked | None:
    """Return the first stretch after ``start`` that begins a sentence; ``found`` is in order."""
    first = None
    for marked in reversed(found):
        if marked.end <= start:
            break
        if start < marked.start < end and _new_sentence(text, marked):
            first = marked
    return first


def _new_sentence(text: str, marked: Marked) -> bool:
    before = text[max(0, marked.start - 3) : marked.start].rstrip()
    return before[-1:] in {".", "!", "?"}


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
