"""Reads messages (``.eml``, ``.mbox``): a file in, a page of each message and its attachments out.

A newsletter or a press release: its subject is the title, its day the date, its sender the source.
Of two forms of one text the markup is read, for it has paragraphs where plain text has lines.
Attachments of a readable form are pages of their own; pictures, invitations and signatures are
passed over; other documents are failures, for they may be the very release.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice

from recoupe.forms import MEDIA, READABLE, UNPACKED_BY_THEMSELVES, form_of
from recoupe.ingest.bounded import Allowance, BadInput, Bytes, lines, read_all, unpacked
from recoupe.ingest.decode import decode
from recoupe.ingest.lines import rejoined
from recoupe.ingest.made import BYTES_PER_CHAR, About, made, too_long
from recoupe.ingest.nest import Nest, address_in
from recoupe.records import Failure, Page
from recoupe.settings import Settings

MESSAGE_FACTOR = 8
"""How much longer a message may be than its text: attachments take four bytes for three."""

MAX_PARTS = 1_000
"""Parts of one message that are looked at."""

PASSED_OVER = re.compile(
    r"(?:image|audio|video|font)/|text/(?:calendar|vcard|x-vcard|css)|message/(?!rfc822)"
    r"|application/(?:pgp-|pkcs7-|x-pkcs7-|ics)"
)
"""Media types of parts that hold no article."""

WRAPPED = 80
"""The longest line of a text whose lines were broken to fit: mail programs break at 72 to 78."""

_BETWEEN = re.compile(rb"From \S+.*\d{4}\s*$")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def message(stream: Bytes, uri: str, settings: Settings, nest: Nest) -> Iterator[Page | Failure]:
    """Read one message."""
    data = read_all(stream, settings.max_chars * BYTES_PER_CHAR * MESSAGE_FACTOR)
    yield from _message(data, uri, settings, nest)


def box(stream: Bytes, uri: str, settings: Settings, nest: Nest) -> Iterator[Page | Failure]:
    """Read a box of messages; the address of each is its number."""
    limit = settings.max_chars * BYTES_PER_CHAR * MESSAGE_FACTOR
    number = 0
    for number, data in enumerate(_messages(stream, limit), 1):
        place = f"{uri}#{number}"
        if len(data) > limit:
            yield too_long(place, settings)
            continue
        try:
            yield from _message(data, place, settings, nest)
        except BadInput as error:
            yield Failure(place, "ingest", str(error))
    if not number:
        raise BadInput("no message in it: no line begins with 'From '")


def _messages(stream: Bytes, limit: int) -> Iterator[bytes]:
    """Yield the bytes of each message, a little more than the limit of one that is longer."""
    parts: list[bytes] | None = None
    size, blank = 0, True
    for _, line in lines(stream, limit):
        if line and blank and _BETWEEN.match(line):
            if parts is not None:
                yield _QUOTED.sub(rb"\1", b"".join(parts))
            parts, size = [], 0
        elif parts is not None and size <= limit:
            parts.append(line if line is not None else b" " * (limit + 1))
            size += len(parts[-1])
        blank = line is not None and not line.strip()
    if parts is not None:
        yield _QUOTED.sub(rb"\1", b"".join(parts))


def _message(data: bytes, uri: str, settings: Settings, nest: Nest) -> Iterator[Page | Failure]:
    found = message_from_bytes(data)
    if not found.keys():
        raise BadInput("no message: it does not begin with the fields of one")
    parts = [*islice(_parts(found), MAX_PARTS)]
    body = _body([part for part in parts if not _is_attached(part)])
    attached = [part for part in parts if _is_attached(part) and not _is_passed_over(part)]
    if body:
        text, html = body
        yield made(uri, text, settings, _about(found), html=html)
    elif not attached:
        yield Failure(uri, "ingest", "the message has no text")
    for number, part in enumerate(attached, 1):
        yield from _attachment(part, _place(part, uri, number), settings, nest)


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts that have a content, in order; a message that is attached is one."""
    stack = [message]
    while stack:
        part = stack.pop()
        inner = part.get_payload()
        if isinstance(inner, list) and part.get_content_maintype() == "multipart":
            stack.extend(p for p in reversed(inner) if isinstance(p, Message))
        else:
            yield part


def _is_attached(part: Message) -> bool:
    text = part.get_content_type() in {"text/plain", "text/html"}
    return not text or part.get_content_disposition() == "attachment"


def _is_passed_over(part: Message) -> bool:
    return PASSED_OVER.match(part.get_content_type()) is not None


def _body(parts: list[Message]) -> tuple[str, bool] | None:
    """Return the text of a message and whether it is markup, ``None`` where it has none."""
    for media in ("text/html", "text/plain"):
        texts = (_text(part) for part in parts if part.get_content_type() == media)
        if found := "\n\n".join(text for text in texts if text.strip()):
            return (found, True) if media == "text/html" else (_unwrapped(found), False)
    return None


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    return decode(data, part.get_content_charset()) if isinstance(data, bytes) else ""


def _unwrapped(text: str) -> str:
    """Join the lines of a text that was broken to fit; one whose lines are paragraphs is kept."""
    broken = text.splitlines()
    return rejoined(broken) if max(map(len, broken), default=0) <= WRAPPED else text


def _about(message: Message) -> About:
    sender = parseaddr(_field(message, "From") or "")
    return About(_field(message, "Subject"), _date(message), sender[0] or sender[1] or None)


def _field(message: Message, name: str) -> str | None:
    value = message.get(name)
    try:
        told = str(make_header(decode_header(value))) if value else ""
    except (HeaderParseError, LookupError, ValueError):
        told = str(value)
    return " ".join(told.split()) or None


def _date(message: Message) -> str | None:
    """Return when the message was sent, as its sender's clock had it."""
    try:
        return parsedate_to_datetime(str(message.get("Date"))).isoformat()
    except (TypeError, ValueError, IndexError):
        return None


def _place(part: Message, uri: str, number: int) -> str:
    return address_in(uri, _name(part) or str(number))


def _name(part: Message) -> str | None:
    name = part.get_filename()
    return " ".join(name.split()) if isinstance(name, str) and name.strip() else None


def _attachment(
    part: Message, place: str, settings: Settings, nest: Nest
) -> Iterator[Page | Failure]:
    form = form_of(_name(part) or "") or MEDIA.get(part.get_content_type())
    if form is None:
        reason = f"an attachment of no form that can be read; save it as one of {READABLE}"
        yield Failure(place, "ingest", reason)
        return
    data = _bytes(part)
    raw = io.BytesIO(data)
    stream = raw if form in UNPACKED_BY_THEMSELVES else unpacked(raw, Allowance(len(data)))
    yield from nest.read(form, stream, place, settings)


def _bytes(part: Message) -> bytes:
    """Return the bytes of an attachment; one that is a message stands in it as such."""
    inner = part.get_payload()
    if isinstance(inner, list):
        return b"".join(p.as_bytes() for p in inner if isinstance(p, Message))
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
