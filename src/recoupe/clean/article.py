"""Makes an article of a page: a Page in, an Article with zones and dates or a Failure out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from recoupe import lexicon
from recoupe.clean.credits import byline_of, credits_of
from recoupe.clean.html import read_html
from recoupe.clean.plain import Marked, read_plain
from recoupe.clean.published import published
from recoupe.clean.publishers import outlet_of
from recoupe.ids import make_id
from recoupe.records import READ_ZONES, Article, Failure, Page, Span, Zone
from recoupe.settings import Settings

Detect = Callable[[str], str | None]

MAX_LINES = 20_000
"""The longest live page of a newspaper has some thousand lines; beyond this it is no article."""


_ADDRESS = re.compile(r"https?://\S+")
"""Addresses are no words: they have no language, and a list of them is no text."""


def clean(
    page: Page, settings: Settings, detect: Detect, today: date | None = None
) -> Article | Failure:
    """Read one page into an article, or say in a :class:`Failure` why there is none.

    ``detect`` returns the ISO code of a text's language or ``None``. ``today`` (default: the day of
    the run) is the latest day on which a page can have been published. For plain text the article's
    text is the page's content, for HTML the extracted title, lead and body.
    """
    refused = _refusal(page, settings)
    if refused:
        return Failure(page.uri, "clean", refused)
    marked = read_html(page) if page.media == "text/html" else read_plain(page)
    if isinstance(marked, Failure):
        return marked
    read = _read_text(marked)
    body = _ADDRESS.sub(" ", read)
    if not any(map(str.isalpha, body)):
        return Failure(page.uri, "clean", _emptiness(marked, read))
    language = detect(body)
    if language not in lexicon.languages():
        return _unread_language(page.uri, language)
    return _article(page, marked, language, today or date.today())  # noqa: DTZ011  (a newspaper's day is local)


def _refusal(page: Page, settings: Settings) -> str | None:
    """Return why a page is not read at all, ``None`` where it can be."""
    text = page.content
    if len(text) > settings.max_chars:
        return f"longer than {settings.max_chars:,} characters: split it, or raise max_chars"
    if not text.strip():
        return "the page is empty"
    if page.media == "text/plain" and max(text.count("\n"), text.count("\r")) > MAX_LINES:
        return f"more than {MAX_LINES:,} lines: this is no article"
    return None


def _emptiness(marked: Marked, read: str) -> str:
    """Return why there is no text to read."""
    if any(map(str.isalpha, read)):
        return "only addresses: no text"
    return "only buttons, links and notices: no body" if marked.zones else "no text"


def _read_text(marked: Marked) -> str:
    return "\n".join(marked.text[z.start : z.end] for z in marked.zones if z.kind in READ_ZONES)


def _unread_language(uri: str, language: str | None) -> Failure:
    known = ", ".join(lexicon.languages())
    if language is None:
        return Failure(uri, "language", f"the language is unclear; pages are read in: {known}")
    return Failure(
        uri,
        "language",
        f"the page is in '{language}', which has no lexicon yet; pages are read in: {known}",
    )


def _article(page: Page, marked: Marked, language: str, today: date) -> Article:
    address = marked.address or page.uri
    lines = (*marked.head, *marked.lines)
    zones = (*(Zone(0, 0, "metadata") for _ in marked.head), *marked.zones)
    return Article(
        id=make_id(page.uri, marked.text),
        uri=page.uri,
        text=marked.text,
        zones=_joined(marked.zones, marked.text),
        published=published(lines, zones, address, marked.told, language, today),
        language=language,
        title=_title(marked),
        outlet=outlet_of(lines, zones, address, marked.outlet),
        byline=marked.byline or byline_of(lines, zones),
        credits=credits_of(lines, zones),
    )


def _joined(zones: tuple[Zone, ...], text: str) -> tuple[Zone, ...]:
    """Join neighbouring body lines with the blank lines between them into one zone."""
    joined: list[Zone] = []
    for zone in zones:
        last = joined[-1] if joined else None
        if last and last.kind == zone.kind == "body" and not text[last.end : zone.start].strip():
            joined[-1] = Zone(last.start, zone.end, "body")
        else:
            joined.append(zone)
    return tuple(joined)


def _title(marked: Marked) -> Span | None:
    zone = next((z for z in marked.zones if z.kind == "title"), None)
    if zone is None:
        return None
    text = marked.text[zone.start : zone.end]
    start = zone.start + len(text) - len(text.lstrip())
    return Span.of(marked.text, start, start + len(text.strip()))
