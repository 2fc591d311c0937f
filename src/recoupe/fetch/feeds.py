"""Reads RSS and Atom with feedparser: the bytes of a feed in, its entries out."""

from __future__ import annotations

import io
import re
from typing import Any

import feedparser

from recoupe.fetch.entries import Entry, ListError, Listing, from_utc, iso, whole, words

_ENTITY = re.compile(rb"<\s*!\s*(?:ENTITY|DOCTYPE[^>]{0,500}\[)", re.IGNORECASE)
"""A definition of entities, in whatever width its letters come (NULs are taken out first). Feeds
define none; what does is a bomb, or wants a file of this machine read into it."""


def read_feed(data: bytes, address: str, charset: str | None) -> Listing:
    """Return the entries of a feed, however broken; :class:`ListError` where there is none.

    An entry without an address names no page and is left out.
    """
    if _ENTITY.search(data.replace(b"\x00", b"")):
        raise ListError("the feed defines entities of its own: not read")
    media = f"application/xml; charset={charset}" if charset else "application/xml"
    headers = {"content-type": media, "content-location": address}
    try:
        parsed: Any = feedparser.parse(io.BytesIO(data), response_headers=headers)
    except ValueError as error:  # feedparser passes over unknown encodings, but not over these
        raise ListError("no feed: the name of its encoding is none") from error
    if not parsed.get("version") and not parsed.entries:
        raise ListError("no feed: neither RSS nor Atom")
    source = words(parsed.feed.get("title"))
    entries = (_entry(e, source) for e in parsed.entries)
    return Listing(tuple(e for e in entries if e.address))


def _entry(told: Any, source: str | None) -> Entry:  # noqa: ANN401 - a dict of feedparser's own
    # asked of dict: feedparser's own get gives the date of publication, with a warning
    updated = iso(dict.get(told, "updated")) or from_utc(dict.get(told, "updated_parsed"))
    date = iso(told.get("published")) or from_utc(told.get("published_parsed")) or updated
    return Entry(
        _address(told),
        words(re.sub(r"<[^>]*>", "", told.get("title") or "")),
        date,
        updated or date,
        _html(told),
        source,
    )


def _address(told: Any) -> str:  # noqa: ANN401
    """Return the address of the page: its link, or the id where that is one (a permalink)."""
    name = told.get("id") or ""
    return str(told.get("link") or (name if name.startswith(("http://", "https://")) else ""))


def _html(told: Any) -> str | None:  # noqa: ANN401
    """Return the longest text of the entry, if that can be the whole page."""
    texts = [c.get("value") or "" for c in told.get("content") or ()]
    return whole(max([*texts, told.get("summary") or ""], key=len))
