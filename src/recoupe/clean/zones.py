"""Marks what each line of a text is: text in, zones out (whole lines, in order, disjoint).

The furniture is found first, by wording and shape; then title, lead and headings among what is
left. Where a rule is in doubt the line stays in the body: a stray line costs less than a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.clean.captions import is_byline, is_caption, is_source_line
from recoupe.clean.datelines import dateline_of
from recoupe.clean.dates import is_date_line
from recoupe.clean.furniture import banner_domain, is_menu, is_weak, kind_of, section_of
from recoupe.clean.headlines import mark_headlines
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
    if kind is None and line.size <= MAX_DATE_LINE and is_source_line(line):
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
    """Mark menus and the site's banner before the first paragraph; section markers are links."""
    for i, line in enumerate(lines):
        if kinds[i] is None and is_paragraph(line):
            return
        if (kinds[i] is None and len(lines) > 1 and (is_menu(line) or banner_domain(line))) or (
            kinds[i] is None and section_of(line)
        ):
            kinds[i] = "navigation"


def _mark_dates(lines: Sequence[Line], kinds: Kinds) -> None:
    """Mark lines of dates and authors; a bare date amid the body may head a chronology."""
    paragraphs = [i for i, line in enumerate(lines) if kinds[i] is None and is_paragraph(line)]
    head_ends = paragraphs[1] if len(paragraphs) > 1 else len(lines)
    tail_begins = paragraphs[-1] if paragraphs else 0
    for i, line in enumerate(lines):
        if kinds[i] is not None or line.size > MAX_DATE_LINE:
            continue
        if not head_ends > i and not i > tail_begins and not _is_labelled(line):
            continue
        if dateline_of(line.text) is None and (is_date_line(line.soft) or is_byline(line)):
            kinds[i] = "metadata"


def _is_labelled(line: Line) -> bool:
    return not line.soft[:1].isdigit() and not is_byline(line)
