"""Finds title, repeated title, lead and headings among the lines left to the article."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.clean.datelines import dateline_of
from recoupe.clean.lines import SENTENCE_ENDS, Line
from recoupe.clean.sections import PARAGRAPH_CHARS, Kinds, is_paragraph
from recoupe.records import ZoneKind

MAX_TITLE_CHARS = 180
"""The longest title of the development pages has 148 characters; leads start at 190."""

MIN_TITLE_WORDS = 4
"""Before a title stand kickers of one to three words ("Guerre civile"); they are no titles."""

MAX_HEADING_CHARS = 110
"""A heading is one line on a screen; longer lines without a full stop were list items."""

MAX_LEAD_CHARS = 450
"""A lead is one to three sentences; longer first paragraphs begin the story."""

MAX_LEADS = 2
"""How many paragraphs can be a lead before the first heading of a page without a title."""

_PARTING: frozenset[ZoneKind] = frozenset({"metadata", "caption", "repeated_title", "navigation"})
"""What stands between a lead and the story: date and authors, picture, buttons. An advertisement
or a link to another article stands between any two paragraphs."""


def mark_headlines(lines: Sequence[Line], kinds: Kinds, known: str | None = None) -> None:
    """Mark title, its repetitions, lead and headings; ``known``: the title told from outside."""
    title = _title(lines, kinds, known)
    if title is not None:
        _mark_title(lines, kinds, title)
    _mark_glued(lines, kinds, title)
    _mark_headings(lines, kinds, title)
    _mark_lead(lines, kinds, title)


def _title(lines: Sequence[Line], kinds: Kinds, known: str | None) -> int | None:
    free = [i for i, kind in enumerate(kinds) if kind is None]
    if known is not None:
        wanted = " ".join(known.split()).casefold()
        return next(
            (i for i in free[:8] if " ".join(lines[i].text.split()).casefold() == wanted), None
        )
    candidates: list[int] = []
    for i in free:
        if not _can_be_title(lines, i, free):
            break
        candidates.append(i)
    return next(
        (i for i in candidates if len(lines[i].soft.split()) >= MIN_TITLE_WORDS),
        next(iter(candidates), None),
    )


def _can_be_title(lines: Sequence[Line], i: int, free: Sequence[int]) -> bool:
    """Tell whether a line before the first paragraph can be the title.

    Something must follow it; a line that ends with a full stop is one only when it stands apart.
    """
    line = lines[i]
    if line.size > MAX_TITLE_CHARS or i == free[-1] or dateline_of(line.text):
        return False
    if line.text[0] in "—–-•" or line.text.endswith(":"):
        return False
    if not line.text.endswith(".") or line.runs_on:
        return True
    return i == free[0] and lines[i + 1].gap and line.soft.count(". ") == 0


def _mark_title(lines: Sequence[Line], kinds: Kinds, title: int) -> None:
    wanted = lines[title].hard or lines[title].soft
    for i, line in enumerate(lines):
        if i != title and kinds[i] is None and (line.hard or line.soft) == wanted and line.size > 3:  # noqa: PLR2004
            kinds[i] = "repeated_title"
    above = [i for i in range(title) if kinds[i] is None]
    for i in above:
        kinds[i] = "heading" if len(above) == 1 else "navigation"
    kinds[title] = "title"


def _mark_glued(lines: Sequence[Line], kinds: Kinds, title: int | None) -> None:
    """Mark a short line set against a line of dates between title and body as metadata.

    Only where the page parts its paragraphs by blank lines: there a block is one thing.
    """
    if title is None or not any(line.gap for line in lines[title + 1 :]):
        return
    for i in range(title + 1, len(lines)):
        if kinds[i] is None and is_paragraph(lines[i]):
            return
        after = i + 1 < len(lines) and kinds[i + 1] == "metadata" and not lines[i + 1].gap
        before = kinds[i - 1] == "metadata" and not lines[i].gap
        if kinds[i] is None and lines[i].size < PARAGRAPH_CHARS and (after or before):
            kinds[i] = "metadata"


def _mark_headings(lines: Sequence[Line], kinds: Kinds, title: int | None) -> None:
    """Mark short lines without a full stop that a paragraph follows."""
    first = (title if title is not None else -1) + 1
    for i in range(max(first, 1), len(lines) - 1):
        if kinds[i] is None and _is_heading(lines[i]) and _goes_on(lines, kinds, i + 1):
            kinds[i] = "heading"


def _is_heading(line: Line) -> bool:
    if dateline_of(line.text) is not None:
        return False
    if (
        line.size > MAX_HEADING_CHARS
        or line.inset
        or line.text[0] in "—–-•("
        or line.text[0].islower()
    ):
        return False
    bare = line.text.rstrip(' \u00a0\u202f»”"')
    return not bare.endswith((".", "…", ":", ";", ",", "!")) and not (
        bare != line.text and bare.endswith(tuple(SENTENCE_ENDS))
    )


def _goes_on(lines: Sequence[Line], kinds: Kinds, i: int) -> bool:
    """Tell whether a paragraph comes next, apparatus between aside."""
    while i < len(lines) and kinds[i] not in {None, "heading"}:
        i += 1
    return i < len(lines) and (is_paragraph(lines[i]) or lines[i].size > MAX_TITLE_CHARS)


def _mark_lead(lines: Sequence[Line], kinds: Kinds, title: int | None) -> None:
    """Mark the lead: what stands between the title and the lines that part it from the story."""
    free = [
        i
        for i in range((title if title is not None else -1) + 1, len(lines))
        if kinds[i] in {None, "heading"}
    ]
    if len(free) < 2:  # noqa: PLR2004  (a lead needs a story after it)
        return
    if title is None:
        first_heading = next((n for n, i in enumerate(free) if kinds[i] == "heading"), 0)
        leads = free[:first_heading] if 0 < first_heading <= MAX_LEADS else []
    else:
        leads = [free[0]] if _is_parted(lines, kinds, free[0], free[1]) else []
    for i in leads:
        if lines[i].size <= MAX_LEAD_CHARS and not dateline_of(lines[i].text):
            kinds[i] = "lead"


def _is_parted(lines: Sequence[Line], kinds: Kinds, lead: int, story: int) -> bool:
    if (
        kinds[lead] == "heading"
        and not is_paragraph(lines[lead])
        and lines[lead].size < PARAGRAPH_CHARS
    ):
        return False
    between = set(kinds[lead + 1 : story])
    if "caption" in kinds[:lead]:
        between.discard("caption")
    return bool(between & _PARTING) or dateline_of(lines[story].text) is not None
