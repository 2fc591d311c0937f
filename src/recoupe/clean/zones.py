"""Marks what each line of a text is: text in, zones out (whole lines, in order, disjoint).

The furniture is found first, by wording and shape; then title, lead and headings among what is
left. Where a rule is in doubt the line stays in the body: a stray line costs less than a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.clean.captions import is_byline, is_caption, is_source_line
from recoupe.clean.datelines import dateline_of
from recoupe.clean.dates import is_date_line, words
from recoupe.clean.furniture import banner_domain, is_menu, is_top, is_weak, kind_of, section_of
from recoupe.clean.headlines import MIN_TITLE_WORDS, mark_headlines
from recoupe.clean.lines import Line
from recoupe.clean.sections import Kinds, is_paragraph, mark_sections, mark_tail
from recoupe.records import Zone, ZoneKind

MAX_DATE_LINE = 200
"""A line of dates, labels and authors; longer lines are prose."""


def mark_lines(lines: Sequence[Line], title: str | None = None) -> tuple[Zone, ...]:
    """Return one zone a line. ``title`` is what the page's container says it is called."""
    kinds: Kinds = [_by_wording(line) for line in lines]
    _mark_weak(lines, kinds)
    _mark_head(lines, kinds)
    _mark_dates(lines, kinds)
    mark_sections(lines, kinds)
    mark_tail(lines, kinds)
    mark_headlines(lines, kinds, title)
    return tuple(
        Zone(line.start, line.end, kind or "body") for line, kind in zip(lines, kinds, strict=True)
    )


def _by_wording(line: Line) -> ZoneKind | None:
    kind = kind_of(line)
    if kind is None and is_caption(line):
        return "caption"
    if kind is None and not is_weak(line) and is_source_line(line):
        return "credit"
    return kind


def _mark_weak(lines: Sequence[Line], kinds: Kinds) -> None:
    """Make a network's name navigation where it stands beside a button or another one."""
    weak = [kind is None and is_weak(line) for line, kind in zip(lines, kinds, strict=True)]
    for i, is_one in enumerate(weak):
        beside = [j for j in (i - 1, i + 1) if 0 <= j < len(lines)]
        if is_one and any(weak[j] or kinds[j] == "navigation" for j in beside):
            kinds[i] = "navigation"


def _mark_head(lines: Sequence[Line], kinds: Kinds) -> None:
    """Mark menus, banner and teasers before the first paragraph."""
    head = _head(lines, kinds)
    for i in head:
        line = lines[i]
        if kinds[i] is None and len(lines) > 1 and (is_menu(line) or banner_domain(line)):
            kinds[i] = "navigation"
    tops = [i for i in head if _is_above(lines, i)]
    for i in range(tops[-1] if tops and _has_title(lines, kinds, head[tops[-1] + 1 :]) else 0):
        kinds[i] = kinds[i] or "navigation"
    _mark_head_sections(lines, kinds, head)


def _head(lines: Sequence[Line], kinds: Kinds) -> range:
    """Return the lines before the first paragraph, dateline or line of dates."""
    for i, line in enumerate(lines):
        if kinds[i] is None and (is_paragraph(line) or dateline_of(line.text)):
            return range(i)
        if i and is_head_line(line):
            return range(i)
    return range(len(lines))


def is_head_line(line: Line) -> bool:
    """Tell whether a line is one of dates or authors, as stand below a headline."""
    return line.size <= MAX_DATE_LINE and (is_date_line(line.soft) or is_byline(line))


def _is_above(lines: Sequence[Line], i: int) -> bool:
    """Tell whether line ``i`` is of a site's top: a known button, or one of a menu's several."""
    if is_top(lines[i]):
        return True
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    return is_menu(lines[i]) and any(is_menu(lines[j]) or is_top(lines[j]) for j in beside)


def _has_title(lines: Sequence[Line], kinds: Kinds, rest: Sequence[int]) -> bool:
    return any(kinds[i] is None and len(lines[i].soft.split()) >= MIN_TITLE_WORDS for i in rest)


def _mark_head_sections(lines: Sequence[Line], kinds: Kinds, head: range) -> None:
    """Mark teasers between the title and a dateline; other section headings here are links."""
    begun = False
    in_teasers = False
    closed = head.stop < len(lines) and dateline_of(lines[head.stop].text) is not None
    for i in head:
        if kinds[i] == "related" or (kinds[i] is None and section_of(lines[i])):
            in_teasers = begun and closed
            kinds[i] = "related" if in_teasers else "navigation"
        elif kinds[i] is None and in_teasers:
            kinds[i] = "related"
        begun = begun or kinds[i] is None


def _mark_dates(lines: Sequence[Line], kinds: Kinds) -> None:
    """Mark lines of dates and authors; a bare date amid the body may head a chronology."""
    paragraphs = [i for i, line in enumerate(lines) if kinds[i] is None and is_paragraph(line)]
    first, second, last = _bounds(paragraphs, len(lines))
    dated = False
    for i, line in enumerate(lines):
        if kinds[i] is not None or line.size > MAX_DATE_LINE or dateline_of(line.text) is not None:
            continue
        near = i < first or (i < second and not dated) or i > last
        if (near and is_byline(line)) or (
            is_date_line(line.soft) and (near or words().labels(line.soft))
        ):
            kinds[i] = "metadata"
            dated = dated or is_date_line(line.soft)


def _bounds(paragraphs: Sequence[int], size: int) -> tuple[int, int, int]:
    """Return the places of the first, second and last paragraph."""
    if not paragraphs:
        return size, size, 0
    return paragraphs[0], paragraphs[1] if len(paragraphs) > 1 else size, paragraphs[-1]
