"""Reads a page of plain text: its very characters in, the text with its lines and zones out."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.clean.lines import Line, split_lines
from recoupe.clean.published import NOTHING_TOLD, Told, iso_date
from recoupe.clean.zones import mark_lines
from recoupe.records import Page, Zone

TITLE_LINES = 8
"""A row's title is looked for among this many lines before it is put before the text."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A page's text with a zone a line, and what container or markup say about the page.

    ``head`` holds lines of a markup page that name dates, authors and sources and are not in the
    text; ``address`` is the page's own address where its markup gives one.
    """

    text: str
    lines: tuple[Line, ...]
    zones: tuple[Zone, ...]
    told: Told = NOTHING_TOLD
    outlet: str | None = None
    byline: str | None = None
    head: tuple[Line, ...] = ()
    address: str | None = None


def read_plain(page: Page) -> Marked:
    """Mark the lines of a plain text.

    The text is the page's content, unchanged. Only where a table gives a title which the text does
    not hold, title and text are set one below the other, so that the title is read too.
    """
    lines = split_lines(page.content)
    text = page.content
    if page.title and page.title.strip() and not _holds(lines, page.title):
        text = f"{' '.join(page.title.split())}\n\n{text}"
        lines = split_lines(text)
    told = Told(iso_date(page.date)) if page.date else NOTHING_TOLD
    return Marked(text, tuple(lines), mark_lines(lines, page.title), told, page.source)


def _holds(lines: list[Line], title: str) -> bool:
    wanted = " ".join(title.split()).casefold()
    return any(" ".join(x.text.split()).casefold() == wanted for x in lines[:TITLE_LINES])
