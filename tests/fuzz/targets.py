"""What is fuzzed: bytes in, nothing out; an exception that a caller would not expect is a defect.

Each target is what ``recoupe`` does with bytes it knows nothing of, up to the parser, whose time
would leave the fuzzer idle, and what follows from an article alone. What it promises is asserted:
an article or an error in one line, zones that lie in the text, spans that are the text's own
characters.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from recoupe import ingest, marks
from recoupe.clean import clean
from recoupe.errors import RecoupeError
from recoupe.extract.times import find_times
from recoupe.fetch.entries import ListError, sound
from recoupe.fetch.listing import read_listing
from recoupe.ingest.bounded import BadInput
from recoupe.ingest.decode import decode
from recoupe.link.alone import Prepared, prepared
from recoupe.records import Failure, Page, Reading
from recoupe.settings import Settings

SETTINGS = Settings(max_chars=200_000)
ADDRESS = "https://vigie.example/une"
MOST = 1_000_000
"""Bytes a list of the fuzzer may unpack to."""


def html(data: bytes) -> None:
    """Clean a saved page."""
    _cleaned(data, "text/html")


def plain(data: bytes) -> None:
    """Clean a page of text."""
    _cleaned(data, "text/plain")


def _cleaned(data: bytes, media: str) -> None:
    try:
        page = Page(ADDRESS, media, decode(data))
        article = clean(page, SETTINGS, lambda _text: "fr")
    except (RecoupeError, BadInput):
        return
    if isinstance(article, Failure):
        assert article.reason.strip()
        return
    end = 0
    for zone in article.zones:
        assert end <= zone.start <= zone.end <= len(article.text)
        end = zone.end
    for marked in marks.find(article.text):
        assert 0 <= marked.inner_start <= marked.inner_end <= len(article.text)
    for time in find_times(article):
        assert article.text[time.span.start : time.span.end] == time.span.text
    worked_out = prepared(Reading(article))
    assert isinstance(worked_out, Prepared)
    for mark in worked_out.rows["account_marks"]:
        assert mark["first"] <= mark["start"] <= mark["end"] <= mark["last"] <= len(article.text)


def warc(data: bytes) -> None:
    """Read a web archive."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        path = Path(folder) / ("a.warc.gz" if data.startswith(b"\x1f\x8b") else "a.warc")
        path.write_bytes(data)
        for found in ingest.pages([path], SETTINGS):
            assert isinstance(found, Page | Failure)
            if isinstance(found, Failure):
                assert found.reason.strip()
                assert "\n" not in found.reason


def feeds(data: bytes) -> None:
    """Read a feed, a sitemap or an OPML list."""
    try:
        listing = read_listing(data, ADDRESS, None, MOST)
    except ListError:
        return
    for entry in listing.entries:
        assert sound(entry.address) == entry.address, entry


MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108 - quick, and not shared

TARGETS: dict[str, Callable[[bytes], None]] = {
    "html": html,
    "plain": plain,
    "warc": warc,
    "feeds": feeds,
}
