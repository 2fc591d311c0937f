"""Opens what is packed member by member: a file in, its gzip members as streams out.

A member that is cut, damaged or a bomb stops with :class:`BadInput`; the next one is then looked
for among the packed bytes, so that damage costs one member and not the rest of the file.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator

from recoupe.ingest.bounded import FREE_BYTES, GZIP_MAGIC, MAX_RATIO, BadInput, Bytes

CHUNK = 65_536
"""Bytes read from the file at once."""

DEFLATED = GZIP_MAGIC + b"\x08"
"""How every gzip member begins: the magic number and the one method of packing there is."""

_HEAD = re.compile(rb"\x1f\x8b\x08[\x00-\x1f].{4}[\x00\x02\x04][\x00-\x0d\xff]", re.DOTALL)
HEAD_BYTES = 10
"""The head of a member, as RFC 1952 has it. Packed data look like one by chance every 200 GB."""

GZIP_BITS = 31
"""What zlib calls deflate in the wrapping of gzip."""


class CutOff(BadInput):
    """The file ends inside a member; what was unpacked before is sound."""


class Whole:
    """A file that is not packed, as one region that can be read from any place."""

    offset = 0

    def __init__(self, raw: Bytes) -> None:
        self._raw = raw

    def open(self, place: int) -> io.RawIOBase:
        """Return a stream of the file from ``place`` on."""
        return _Plain(self._raw, place)


class Member:
    """One gzip member, which begins at ``offset``; ``end`` is known once it was read to its end."""

    def __init__(self, raw: Bytes, offset: int) -> None:
        self._raw, self.offset = raw, offset
        self.end: int | None = None

    def open(self, place: int) -> io.RawIOBase:
        """Return a stream of its unpacked bytes from ``place`` on."""
        stream = _Inflating(self._raw, self)
        while place > 0 and (data := stream.read(min(place, CHUNK))):
            place -= len(data)
        return stream


def regions(raw: Bytes) -> Iterator[Whole | Member]:
    """Yield the members of a packed file, or the whole file where it is not packed.

    Each is to be read to its end before the next is asked for: only then is it known where that
    begins. Where reading stopped early, the next one is looked for.
    """
    raw.seek(0)
    if raw.read(len(GZIP_MAGIC)) != GZIP_MAGIC:
        yield Whole(raw)
        return
    offset: int | None = 0
    while offset is not None:
        member = Member(raw, offset)
        yield member
        offset = _after(raw, member)


def first(
    open_at: Callable[[int], Bytes | io.RawIOBase],
    wanted: bytes,
    place: int,
    test: Callable[[int], bool] = lambda _place: True,
) -> int | None:
    """Return the first place from ``place`` on with the wanted bytes that passes the test."""
    while (at := _scan(open_at(place), wanted)) is not None:
        if test(place + at):
            return place + at
        place += at + 1
    return None


def _scan(stream: Bytes | io.RawIOBase, wanted: bytes) -> int | None:
    tail, seen = b"", 0
    while data := stream.read(CHUNK):
        piece = tail + data
        at = piece.find(wanted)
        if at >= 0:
            return seen - len(tail) + at
        seen += len(data)
        tail = piece[1 - len(wanted) :]
    return None


def _after(raw: Bytes, member: Member) -> int | None:
    """Return where the next member begins, ``None`` at the end of the file."""

    def open_at(place: int) -> Bytes:
        raw.seek(place)
        return raw

    def is_member(place: int) -> bool:
        return _HEAD.match(open_at(place).read(HEAD_BYTES)) is not None

    place = member.end or member.offset + 1
    return place if is_member(place) else first(open_at, DEFLATED, place, is_member)


class _Plain(io.RawIOBase):
    """The bytes of a file from a place on, counted from there."""

    def __init__(self, raw: Bytes, place: int) -> None:
        raw.seek(place)
        self._raw, self._place = raw, 0

    def read(self, size: int = -1) -> bytes:
        data = self._raw.read(size)
        self._place += len(data)
        return data

    def tell(self) -> int:
        return self._place


class _Inflating(io.RawIOBase):
    """The unpacked bytes of one member; its checksum is tested when its end is read."""

    def __init__(self, raw: Bytes, member: Member) -> None:
        raw.seek(member.offset)
        self._raw, self._member = raw, member
        self._packed = zlib.decompressobj(GZIP_BITS)
        self._place = self._taken = 0
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            return b"".join(iter(lambda: self.read(CHUNK), b""))
        data = b""
        while not data and size and not self._packed.eof:
            data = self._more(size)
        self._place += len(data)
        if self._place > max(FREE_BYTES, self._taken * MAX_RATIO):
            raise BadInput("unpacks to far more than a page: a decompression bomb is not read")
        return data

    def tell(self) -> int:
        return self._place

    def _more(self, size: int) -> bytes:
        if not self._rest:
            self._rest = self._raw.read(CHUNK)
            self._taken += len(self._rest)
        if not self._rest:
            raise CutOff("the file is cut off here")
        try:
            data = self._packed.decompress(self._rest, size)
        except zlib.error as error:
            raise BadInput(f"packed content is damaged ({error})") from error
        self._rest = self._packed.unconsumed_tail
        if self._packed.eof:
            self._member.end = self._member.offset + self._taken - len(self._packed.unused_data)
        return data
