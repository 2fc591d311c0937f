"""Reads text and markup: a file's bytes in, one page out, or one an article for a known export."""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.ingest import europresse, factiva
from recoupe.ingest.bounded import Bytes, read_all
from recoupe.ingest.decode import decode
from recoupe.ingest.made import BYTES_PER_CHAR, made
from recoupe.records import Failure, Page
from recoupe.settings import Settings

PAGES_IN_AN_EXPORT = 8
"""How many pages of full length one file of exported articles may hold: services give some hundreds
of articles of 5,000 characters at once."""


def text(stream: Bytes, uri: str, settings: Settings) -> Iterator[Page | Failure]:
    """Read a file of text: one page."""
    yield made(uri, decode(read_all(stream, settings.max_chars * BYTES_PER_CHAR)), settings)


def html(stream: Bytes, uri: str, settings: Settings) -> Iterator[Page | Failure]:
    """Read a file of markup: one page, or the articles of a Europresse or Factiva export."""
    limit = settings.max_chars * BYTES_PER_CHAR * PAGES_IN_AN_EXPORT
    content = decode(read_all(stream, limit))
    for export in (europresse, factiva):
        if export.is_export(content):
            yield from export.articles(content, uri, settings)
            return
    yield made(uri, content, settings, html=True)
