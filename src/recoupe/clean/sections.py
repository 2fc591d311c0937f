"""Marks the sections around an article (comments, teasers) and its tail: lines and kinds in.

``Kinds`` holds one kind a line, ``None`` for what is not yet known; the functions fill it in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from recoupe.clean.datelines import dateline_of
from recoupe.clean.dates import words
from recoupe.clean.furniture import furniture, section_of, speaks_to_reader
from recoupe.clean.lines import Line
from recoupe.records import ZoneKind

Kinds = list[ZoneKind | None]

PARAGRAPH_CHARS = 80
"""From here on a line that ends a sentence is a paragraph; teasers' titles seldom end one."""

TEASER_CHARS = 220
"""A teaser's title or caption without a sentence's end is shorter."""

LOOK_AHEAD = 14
"""Lines after a comments heading in which a comment must show itself (date, age, button)."""

FILLED_CHARS = 120
"""A short line between two lines of one appeal or section belongs to it."""

_TAKEN: Mapping[ZoneKind, frozenset[ZoneKind]] = {
    "comments": frozenset({"metadata", "caption", "navigation"}),
    "related": frozenset({"metadata", "caption"}),
}
"""Furniture that is part of the section it stands in: a comment's date and buttons."""

_FILLED: frozenset[ZoneKind] = frozenset({"appeal", "comments", "related"})


def is_paragraph(line: Line) -> bool:
    """Tell whether a line reads as a paragraph: long enough, and it ends a sentence."""
    return line.size >= PARAGRAPH_CHARS and line.ends_sentence and not line.runs_on


def mark_sections(lines: Sequence[Line], kinds: Kinds) -> None:
    """Mark what stands under a section's heading until the article goes on."""
    section: ZoneKind | None = None
    begun = False
    counts = [
        0,
        *accumulate(k is None and is_paragraph(x) for x, k in zip(lines, kinds, strict=True)),
    ]
    for i, line in enumerate(lines):
        opened = section_of(line) if kinds[i] in {None, "navigation", "related"} else None
        if opened and begun:
            section = _opened(lines, kinds, i, opened, counts)
            kinds[i] = opened
        elif section is not None and kinds[i] in {None, *_TAKEN.get(section, ()), section}:
            section = section if _belongs(line, section) else None
            kinds[i] = section or kinds[i]
        begun = begun or (kinds[i] is None and is_paragraph(line))


def _opened(
    lines: Sequence[Line], kinds: Kinds, at: int, kind: ZoneKind, counts: Sequence[int]
) -> ZoneKind | None:
    """Return the section that really follows a heading: "Comments" in mid page is a link.

    ``counts`` holds how many paragraphs stand before each line.
    """
    if kind != "comments":
        return kind
    after = range(at + 1, min(len(lines), at + 1 + LOOK_AHEAD))
    if any(_is_comment_sign(lines[i], kinds[i]) for i in after):
        return kind
    before, rest = counts[at], counts[-1] - counts[at]
    return kind if rest <= before // 2 else None


def _is_comment_sign(line: Line, kind: ZoneKind | None) -> bool:
    return kind == "comments" or _is_aged(line)


def _is_aged(line: Line) -> bool:
    """Tell whether a short line bears a date or an age, as a comment or a teaser does."""
    if line.size > FILLED_CHARS:
        return False
    return bool(words().pattern.search(line.soft)) or any(a in line.soft for a in furniture().ages)


def _belongs(line: Line, section: ZoneKind) -> bool:
    """Tell whether a line goes on with a section; a comments section runs to its end."""
    if dateline_of(line.text) is not None:
        return False
    if section == "comments" or line.inset or line.runs_on:
        return True
    if line.soft.rstrip(' .…»")]').endswith(furniture().more) and line.runs_on:
        return True
    return line.size <= TEASER_CHARS and (not line.ends_sentence or line.text[-1] in '?!»"')


def mark_tail(lines: Sequence[Line], kinds: Kinds) -> None:
    """Mark what is left after the last paragraph: fill gaps in appeals, find advertisement."""
    last = max((i for i, x in enumerate(lines) if kinds[i] is None and _closes(x)), default=-1)
    for i in range(last + 1, len(lines)):
        if kinds[i] is None and 0 <= last < i and speaks_to_reader(lines[i]):
            kinds[i] = "advertisement"
    for i in range(1, len(lines) - 1):
        if kinds[i] is None and _is_gap(lines, kinds, i):
            kinds[i] = kinds[i - 1]


def _closes(line: Line) -> bool:
    return line.ends_sentence or line.text.endswith(":")


def _is_gap(lines: Sequence[Line], kinds: Kinds, i: int) -> bool:
    line = lines[i]
    if kinds[i - 1] != kinds[i + 1] or kinds[i - 1] not in _FILLED:
        return False
    return line.size <= FILLED_CHARS and not line.text.endswith((".", ":"))
