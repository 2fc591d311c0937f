"""Reads JSON Feed 1.0 and 1.1: its bytes in, its entries out."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping

from recoupe.fetch.entries import Entry, ListError, Listing, iso, whole, words

VERSIONS = ("https://jsonfeed.org/version/1", "http://jsonfeed.org/version/1")
"""How the field ``version`` of every version begins."""


def read_json_feed(data: bytes) -> Listing:
    """Return the entries of a feed; :class:`ListError` where the bytes are none."""
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ListError(f"no JSON: {' '.join(str(error).split())[:120]}") from error
    if not isinstance(told, Mapping) or not str(told.get("version")).startswith(VERSIONS):
        raise ListError("JSON, but no JSON Feed: its version is not https://jsonfeed.org/version/1")
    items = told.get("items")
    known = items if isinstance(items, list) else []
    source = words(told.get("title"))
    found = (_entry(item, source) for item in known if isinstance(item, Mapping))
    return Listing(tuple(e for e in found if e.address))


def _entry(item: Mapping[str, object], source: str | None) -> Entry:
    date = iso(_text(item, "date_published"))
    return Entry(
        _text(item, "url") or _permalink(item),
        words(item.get("title")),
        date or iso(_text(item, "date_modified")),
        iso(_text(item, "date_modified")) or date,
        whole(_text(item, "content_html")) or whole(_paragraphs(_text(item, "content_text"))),
        source,
    )


def _permalink(item: Mapping[str, object]) -> str:
    """Return the id of an item where it is the address of its page, as the format advises."""
    name = _text(item, "id")
    return name if name.startswith(("http://", "https://")) else ""


def _text(item: Mapping[str, object], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _paragraphs(text: str) -> str:
    parts = (p.strip() for p in text.split("\n\n"))
    return "".join(f"<p>{html.escape(p)}</p>\n" for p in parts if p)
