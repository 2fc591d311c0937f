"""Reads web archives (WARC, WET): a file in, Page or Failure out for each record that is a page.

A page is a record of text, markup or a readable document: what a server answered with status 200,
a resource, or a text that was taken out of a page (WET). Requests, notes on the crawl, revisits,
redirects, pictures, styles and scripts are no pages and are passed over. What should be a page and
cannot be read is a failure: an answer of 4xx or 5xx, a page the crawler cut, a record that is
damaged. The day of the crawl is no date of publication, and is not used.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from recoupe.forms import MEDIA, Form
from recoupe.ingest import pdf
from recoupe.ingest.bounded import BadInput, Bytes
from recoupe.ingest.decode import decode, looks_like_html
from recoupe.ingest.frames import Damage, Record, frames
from recoupe.ingest.http_body import content_of, media_of, response_of
from recoupe.ingest.made import BYTES_PER_CHAR, made, too_long
from recoupe.ingest.nest import Nest
from recoupe.records import Failure, Page
from recoupe.settings import Settings

HEAD_BYTES = 65_536
"""Read of a response to tell what it is; servers and fastwarc refuse heads of half of this."""

ANSWERED = frozenset({200, 203})
"""Statuses with which a server gives the page that was asked for, itself or through a proxy."""

FROM_ERROR = 400
PART = 206
"""Statuses that stand where a page should be: part of it, or that there is none."""

NO_PAGES = frozenset(
    {
        "robots.txt",
        "ads.txt",
        "app-ads.txt",
        "sellers.txt",
        "humans.txt",
        "security.txt",
        "llms.txt",
    }
)
"""Files of plain text by which a site speaks to machines."""

FORMS_OF_PAGES = frozenset({"text", "html", "pdf", "rtf"})
"""Forms of what a server gives that are read."""

CONTENT = frozenset({"response", "resource", "conversion"})
"""Kinds of records that can hold a page."""

SCHEMES = frozenset({"http", "https", "ftp", "file", ""})
"""What addresses of pages begin with. Crawlers file their own notes under others (``metadata:`` of
wget, ``urn:`` of browsertrix, ``dns:`` of Heritrix)."""

Found = list[Page | Failure]


@dataclass(frozen=True, slots=True)
class _Body:
    form: Form
    data: bytes
    charset: str | None


def records(stream: Bytes, uri: str, settings: Settings, nest: Nest) -> Iterator[Page | Failure]:
    """Read the pages of an archive, record by record; what is held is one record.

    A record is given when its end was read: only then is it known to be whole.
    """
    held: Found = []
    place: tuple[int, int] | None = None
    for frame in frames(stream):
        if isinstance(frame, Damage):
            if frame.place != place:
                yield from held
            held = [_damaged(frame, uri)]
        else:
            yield from held
            held = _judged(frame, uri, settings, nest)
        place = frame.place
    yield from held
    if place is None:
        raise BadInput("no WARC record in it")


def _damaged(damage: Damage, uri: str) -> Failure:
    reason = f"the archive is damaged at {damage.where}: {damage.reason}"
    return Failure(damage.uri or f"{uri}#{damage.place[0]}-{damage.place[1]}", "ingest", reason)


def _judged(record: Record, uri: str, settings: Settings, nest: Nest) -> Found:
    """Return the pages of one record: mostly one, none of what is no page."""
    address = record.uri or f"{uri}#{record.place[0]}-{record.place[1]}"
    if record.kind not in CONTENT:
        return []
    try:
        return _content(record, address, settings, nest)
    except BadInput as error:
        return [Failure(address, "ingest", str(error))]


def _content(record: Record, address: str, settings: Settings, nest: Nest) -> Found:
    media, charset = media_of(record.header("Content-Type"))
    if media == "application/http":
        return _response(record, address, settings, nest)
    form = _form(media)
    if form is None or not _is_of_a_page(address):
        return []
    if refused := _refusal(record):
        return [Failure(address, "ingest", refused)]
    limit = _limit(form, settings)
    body = record.read(limit + 1)
    if len(body) > limit:
        return [too_long(address, settings)]
    return _pages(_Body(form, body, charset), address, settings, nest)


def _response(record: Record, address: str, settings: Settings, nest: Nest) -> Found:
    head = record.read(HEAD_BYTES)
    response = response_of(head)
    media = response.media or media_of(record.header("WARC-Identified-Payload-Type"))[0]
    form = _form(media) if media else "text"
    if form is None or not _is_of_a_page(address):
        return []
    if response.status not in ANSWERED:
        bad = response.status >= FROM_ERROR or response.status == PART
        told = " ".join(f"the server answered {response.status} {response.reason}".split())
        return [Failure(address, "ingest", told)] if bad else []
    if refused := _refusal(record):
        return [Failure(address, "ingest", refused)]
    limit = _limit(form, settings)
    body = head[response.begun :] + record.read(limit + 1)
    if len(body) > limit:
        return [too_long(address, settings)]
    content = content_of(response, body, limit)
    if not media:
        form = _sniffed(content)
        if form is None:
            return []
    return _pages(_Body(form, content, response.charset), address, settings, nest)


def _form(media: str) -> Form | None:
    """Tell what is read of a media type; messages and archives on the web are no pages."""
    form = MEDIA.get(media)
    return form if form in FORMS_OF_PAGES else None


def _limit(form: Form, settings: Settings) -> int:
    return pdf.MAX_BYTES if form == "pdf" else settings.max_chars * BYTES_PER_CHAR


def _pages(body: _Body, address: str, settings: Settings, nest: Nest) -> Found:
    """Read what a record holds: text and markup here, for the charset is known, others by form."""
    if body.form in {"text", "html"}:
        text = decode(body.data, body.charset)
        return [made(address, text, settings, html=body.form == "html")]
    return list(nest.read(body.form, io.BytesIO(body.data), address, settings))


def _refusal(record: Record) -> str | None:
    """Return why a page is not whole as the crawler wrote it."""
    if cut := record.header("WARC-Truncated"):
        return f"the crawler cut this page ({cut})"
    if record.header("WARC-Segment-Number"):
        return "the page is spread over several records: join them first"
    return None


def _sniffed(content: bytes) -> Form | None:
    """Tell what content is whose server did not say, ``None`` where it is no text."""
    try:
        text = decode(content)
    except BadInput:
        return None
    if looks_like_html(text):
        return "html"
    return "text" if text.strip() else None


def _is_of_a_page(address: str) -> bool:
    """Tell whether an address can be a page's: none of a crawler's own notes, or of a site's rules.

    >>> _is_of_a_page("https://echo.example/a"), _is_of_a_page("metadata://gnu.org/wget.log")
    (True, False)
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    name = parts.path.rsplit("/", 1)[-1]
    return parts.scheme in SCHEMES and name not in NO_PAGES
