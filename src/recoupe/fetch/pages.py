"""Makes pages of what came back: an entry and its answer in, Page or Failure out."""

from __future__ import annotations

import codecs
import html
import re

from recoupe.fetch.address import plain
from recoupe.fetch.client import Answer
from recoupe.fetch.entries import Entry
from recoupe.fetch.terms import FetchError
from recoupe.ingest.bounded import BadInput
from recoupe.ingest.decode import decode, looks_like_html
from recoupe.records import Failure, Page

ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.5"

MARKUP = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml"})
READ = MARKUP | {"text/plain", ""}
"""Types that are read; the empty one is that of servers that do not say."""

_CODE_PAGES = re.compile(
    r"iso-?8859-?\d{1,2}|windows-?\d{3,4}|cp\d{3,4}|koi8-?[ru]|mac[-_]?roman|latin-?\d|utf-?(?:16|32)(?:[bl]e)?"
)
"""Charsets a server is believed in. Python knows others that are no charsets of pages (punycode,
which takes minutes for a megabyte, zip, hex)."""

_LATIN_1 = "iso8859-1"
_WINDOWS = "cp1252"

_DATED = re.compile(r"published_time|datepublished|pubdate|<time\b", re.IGNORECASE)
"""Signs that a page tells its own date. It is then better than that of the list, which is often
in the time of Greenwich, in which it may be another day."""


def page_of(entry: Entry, answer: Answer) -> Page:
    """Return the page of an answer; :class:`FetchError` where it is of a kind that is not read."""
    if answer.media not in READ:
        raise FetchError(f"{answer.media[:60]}: only HTML and text are read")
    try:
        text = text_of(answer.body or b"", answer.charset)
    except BadInput as error:
        raise FetchError(str(error)) from error
    markup = answer.media in MARKUP or looks_like_html(text)
    date = None if markup and _DATED.search(text) else entry.date
    kind = "text/html" if markup else "text/plain"
    return Page(plain(entry.address), kind, text, title=None if markup else entry.title, date=date)  # type: ignore[arg-type]


def carried(entry: Entry) -> Page | None:
    """Return the page that the list itself carries, ``None`` where it carries none."""
    if entry.html is None:
        return None
    title = html.escape(entry.title or "")
    text = (
        f"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><article>"
        f"<h1>{title}</h1>\n{entry.html}\n</article></body></html>"
    )
    return Page(
        plain(entry.address), "text/html", text, entry.title, entry.date, source=entry.source
    )


def failure_of(address: str, reason: str) -> Failure:
    """Return the record of a page or list that cannot be had."""
    return Failure(plain(address), "fetch", reason)


def text_of(data: bytes, charset: str | None) -> str:
    """Decode a page: UTF-8 where it is that, else as its server says, else as ingest finds out.

    >>> text_of("été".encode(), "iso-8859-1"), text_of("été".encode("cp1250"), "windows-1250")
    ('été', 'été')
    """
    name = _codec(charset)
    if name is None or _is_utf8(data):
        return decode(data)
    try:
        return data.decode(name)
    except UnicodeError:
        return decode(data)


def _codec(charset: str | None) -> str | None:
    if charset is None or not _CODE_PAGES.fullmatch(charset):
        return None
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return None
    return _WINDOWS if name == _LATIN_1 else name  # as all browsers read it


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
