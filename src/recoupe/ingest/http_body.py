"""Takes the page out of an HTTP response as a crawler kept it: its bytes in, what was sent out."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass
from email.message import Message

from fastwarc.stream_io import BrotliReader, ChunkedReader, ZstdReader
from fastwarc.warc import HeaderMap

from recoupe.ingest.bounded import GZIP_MAGIC, BadInput, inflated

OTHERS = {"br": BrotliReader, "zstd": ZstdReader}
"""Packings besides those of zlib."""

_CHUNK_HEAD = re.compile(rb"[0-9a-fA-F]{1,8}[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_GZIP_BITS, _ZLIB_BITS, _RAW_BITS = 31, 15, -15


@dataclass(frozen=True, slots=True)
class Response:
    """One answer of a server: its status, media type, charset, and how its content is packed."""

    status: int
    reason: str
    media: str
    charset: str | None
    transfer: str
    encodings: tuple[str, ...]
    begun: int


def response_of(head: bytes) -> Response:
    """Read the head of a response; its content begins at ``begun``."""
    fields = HeaderMap()
    try:
        begun = fields.parse(io.BytesIO(head))
    except OSError as error:
        raise BadInput(f"the HTTP head cannot be read: {error}") from error
    told = media_of(fields.get("Content-Type"))
    encodings = (fields.get("Content-Encoding") or "").lower().replace(" ", "").split(",")
    return Response(
        fields.status_code or 0,
        fields.reason_phrase or "",
        *told,
        (fields.get("Transfer-Encoding") or "").lower(),
        tuple(e for e in encodings if e not in {"", "identity", "none", "utf-8"}),
        begun,
    )


def media_of(value: str | None) -> tuple[str, str | None]:
    """Split a content type: ``text/html; charset=utf-8`` is ``text/html`` in ``utf-8``."""
    if not value or not value.strip():
        return "", None
    field = Message()
    field["Content-Type"] = " ".join(value.split())
    return field.get_content_type(), field.get_content_charset()


def content_of(response: Response, body: bytes, limit: int) -> bytes:
    """Undo how the content was sent and packed; a crawler may have done so already."""
    if "chunked" in response.transfer and _CHUNK_HEAD.match(body):
        body = _read(ChunkedReader(io.BytesIO(body)), limit)
    for encoding in reversed(response.encodings):
        body = _unpacked(encoding, body, limit)
    return body


def _unpacked(encoding: str, body: bytes, limit: int) -> bytes:
    if encoding in {"gzip", "x-gzip"}:
        return inflated(body, _GZIP_BITS, limit) if body.startswith(GZIP_MAGIC) else body
    if encoding == "deflate":
        return _deflated(body, limit)
    if encoding in OTHERS:
        return _read(OTHERS[encoding](io.BytesIO(body)), limit)
    raise BadInput(f"packed in a way that is not known: {encoding[:40]}")


def _deflated(body: bytes, limit: int) -> bytes:
    """Unpack deflate, which is zlib by the standard and bare with some servers."""
    try:
        zlib.decompressobj(_ZLIB_BITS).decompress(body[:64], 1)
    except zlib.error:
        return inflated(body, _RAW_BITS, limit)
    return inflated(body, _ZLIB_BITS, limit)


def _read(stream: BrotliReader | ChunkedReader | ZstdReader, limit: int) -> bytes:
    pieces, left = [], limit + 1
    try:
        while left > 0 and (data := stream.read(min(left, 65_536))):
            pieces.append(data)
            left -= len(data)
    except OSError as error:
        raise BadInput(f"the content is cut or damaged: {error}") from error
    if left <= 0:
        raise BadInput(f"unpacks to more than {limit:,} bytes: not read")
    return b"".join(pieces)
