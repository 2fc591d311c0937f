"""Tells what kind of reading list some bytes are, and reads it: bytes in, a listing out."""

from __future__ import annotations

import re

from recoupe.fetch.entries import Entry, ListError, Listing, sound
from recoupe.fetch.feeds import read_feed
from recoupe.fetch.json_feed import read_json_feed
from recoupe.fetch.outlines import read_opml, read_sitemap, root_of
from recoupe.fetch.terms import FetchError
from recoupe.fetch.unpack import gunzipped
from recoupe.rows import from_row, to_row

ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml,"
    " text/x-opml, text/xml, application/json;q=0.9, */*;q=0.5"
)

HEAD = 4_096
"""Bytes in which the first element of a list stands, behind comments and style sheets."""

_ROOT = re.compile(rb"<\s*(?:\w+:)?(opml|urlset|sitemapindex|rss|feed|rdf|html)\b", re.IGNORECASE)
_OFFERED = re.compile(
    r"<link\b(?=[^>]{0,500}application/(?:rss\+xml|atom\+xml|feed\+json))"
    r"[^>]{0,500}?href\s*=\s*[\"']([^\"'>]{1,500})",
    re.IGNORECASE,
)


def read_listing(data: bytes, address: str, charset: str | None, most: int) -> Listing:
    """Read a feed, an OPML list, a sitemap or an index of sitemaps, packed or not.

    :class:`ListError` says what the bytes are instead. They unpack to ``most`` bytes at most.
    """
    found = _read(data, address, charset, most)
    rows = ({n: sound(v) for n, v in to_row(entry).items()} for entry in found.entries)
    entries = tuple(from_row(Entry, row) for row in rows)
    return Listing(entries, tuple(sound(name) or "" for name in found.lists))


def _read(data: bytes, address: str, charset: str | None, most: int) -> Listing:
    try:
        plain = gunzipped(data, most)
    except FetchError as error:
        raise ListError(str(error)) from error
    if plain.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return read_json_feed(plain)
    found = _ROOT.search(plain[:HEAD].replace(b"\x00", b""))
    kind = found[1].decode("ascii").lower() if found else ""
    if kind == "opml":
        return read_opml(root_of(plain))
    if kind in {"urlset", "sitemapindex"}:
        return read_sitemap(root_of(plain))
    if kind == "html":
        raise ListError(_page_instead(plain))
    return read_feed(plain, address, charset)


def _page_instead(data: bytes) -> str:
    """Say that an address is that of a page, and which feed the page offers."""
    offered = _OFFERED.search(data.decode("utf-8", "replace"))
    if not offered:
        return "a page, no reading list: name a feed, an OPML list or a sitemap"
    return f"a page, no reading list; the feed it offers: {offered[1]}"
