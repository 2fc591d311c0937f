"""Unpacks an answer so that it can never fill the memory: packed pieces in, plain pieces out."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

from recoupe.fetch.terms import FetchError

ACCEPTED = "gzip, deflate"
"""The packings asked for: those of the standard library."""

GZIP_MAGIC = b"\x1f\x8b"
PIECE = 65_536
"""Bytes unpacked at a time, so that a bomb is met before it has gone off."""

_EITHER = zlib.MAX_WBITS | 32
_RAW = -zlib.MAX_WBITS
_ZLIB_BYTES = frozenset({b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"})


def bounded(pieces: Iterable[bytes], most: int, what: str) -> Iterator[bytes]:
    """Pass pieces on; :class:`FetchError` once there are more bytes than ``most``."""
    seen = 0
    for piece in pieces:
        seen += len(piece)
        if seen > most:
            raise FetchError(f"{what} more than {most:,} bytes")
        yield piece


def unpacked(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Unpack as ``Content-Encoding`` says, each packing in turn; what is not known is refused."""
    names = [name.strip().lower() for name in encoding.split(",")]
    for name in reversed([n for n in names if n not in {"", "identity"}]):
        if name not in {"gzip", "x-gzip", "deflate"}:
            raise FetchError(f"packed in a way that was not asked for: {name[:40]!r}")
        pieces = _inflated(pieces)
    return iter(pieces)


def gunzipped(data: bytes, most: int) -> bytes:
    """Unpack a file that is a gzip file itself, such as ``sitemap.xml.gz``; others as they are."""
    if not data.startswith(GZIP_MAGIC):
        return data
    return b"".join(bounded(_inflated([data]), most, "it unpacks to"))


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack gzip members one after another, zlib, or bare deflate, told by the first bytes."""
    stream = iter(pieces)
    head = b""
    while len(head) < len(GZIP_MAGIC) and (piece := next(stream, None)) is not None:
        head += piece
    if not head:
        return
    mode = _EITHER if head[:2] == GZIP_MAGIC or head[:2] in _ZLIB_BYTES else _RAW
    try:
        yield from _members(chain([head], stream), mode)
    except zlib.error as error:
        raise FetchError(f"packed data that are broken: {error}", lasting=False) from error


def _members(pieces: Iterable[bytes], mode: int) -> Iterator[bytes]:
    engine = zlib.decompressobj(mode)
    for piece in pieces:
        data = piece
        while data:
            if engine.eof:
                if not data.startswith(GZIP_MAGIC):
                    return  # what some servers leave behind the end
                engine = zlib.decompressobj(mode)
            yield engine.decompress(data, PIECE)
            data = engine.unused_data if engine.eof else engine.unconsumed_tail
    while not engine.eof:
        rest = engine.decompress(engine.unconsumed_tail, PIECE)
        if not rest:
            raise FetchError("the packed answer ends in the middle", lasting=False)
        yield rest
