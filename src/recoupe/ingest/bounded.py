"""Opens a file, packed or not, so that it can never fill the memory: path in, byte stream out."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast
from zipfile import BadZipFile

from recoupe.ingest import remote
from recoupe.ingest.inputs import STDIN
from recoupe.ingest.remote import is_remote

GZIP_MAGIC = b"\x1f\x8b"

MAX_RATIO = 250
"""Unpacked size over packed size beyond which a packed file is refused. Text packs 3 to 10 times,
a log of equal lines up to 200; gzip itself cannot exceed 1,032."""

FREE_BYTES = 32_000_000
"""Unpacked bytes allowed whatever the ratio: a small file of blanks is odd, not dangerous."""


BROKEN = (zlib.error, BadZipFile)
"""What the standard library raises, besides errors of files, where packed bytes are damaged."""


class BadInput(Exception):  # noqa: N818  (it is a finding about a page, not an error of the run)
    """The bytes cannot be read as pages; the message says why in one line."""

    def __init__(self, reason: str) -> None:
        super().__init__(" ".join(reason.split()))


class Allowance:
    """What may still be unpacked of one input, however many archives lie in one another in it."""

    def __init__(self, packed: int) -> None:
        self._left = max(FREE_BYTES, packed * MAX_RATIO)

    def take(self, size: int) -> None:
        """Count bytes that were unpacked; :class:`BadInput` where they are too many."""
        self._left -= size
        if self._left < 0:
            raise BadInput("unpacks to far more than a page: a decompression bomb is not read")


class Counted:
    """A packed stream that stops with :class:`BadInput` once it has given too much."""

    def __init__(self, stream: IO[bytes], allowance: Allowance, kind: str) -> None:
        self._stream, self._allowance, self._kind = stream, allowance, kind

    def readline(self, size: int = -1) -> bytes:
        """Read a line, or so many bytes of it."""
        return self._counted(self._stream.readline, size)

    def read(self, size: int = -1) -> bytes:
        """Read so many bytes, or all."""
        return self._counted(self._stream.read, size)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place among the unpacked bytes."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """Return the place among the unpacked bytes."""
        return self._stream.tell()

    def seekable(self) -> bool:
        """Tell that places can be gone to."""
        return True

    def _counted(self, read: Callable[[int], bytes], size: int) -> bytes:
        try:
            data = read(size)
        except (*BROKEN, OSError, EOFError) as error:
            raise BadInput(f"broken {self._kind}: {error}") from error
        self._allowance.take(len(data))
        return data


Bytes = IO[bytes] | Counted


@contextmanager
def open_bounded(path: str, *, unpack: bool = True) -> Iterator[Bytes]:
    """Open ``path`` (``-``: standard input) for reading; gzip is told by its first bytes.

    What is unpacked is counted: more than :data:`MAX_RATIO` times the packed size is refused.
    """
    if path == STDIN:
        yield sys.stdin.buffer
        return
    with _opened(path) as (raw, size):
        yield unpacked(raw, Allowance(size)) if unpack else raw


def unpacked(raw: IO[bytes] | Counted, allowance: Allowance) -> Bytes:
    """Return the stream, or what is packed in it where its first bytes are those of gzip."""
    packed = raw.read(len(GZIP_MAGIC)) == GZIP_MAGIC
    raw.seek(0)
    if not packed:
        return raw
    return Counted(cast("IO[bytes]", gzip.GzipFile(fileobj=raw)), allowance, "gzip file")


def inflated(data: bytes, wbits: int, limit: int) -> bytes:
    """Unpack bytes that zlib packed; :class:`BadInput` where they are cut, damaged or too many."""
    packed = zlib.decompressobj(wbits)
    try:
        found = packed.decompress(data, limit + 1)
    except zlib.error as error:
        raise BadInput(f"packed content is damaged: {error}") from error
    if len(found) > limit:
        raise BadInput(f"unpacks to more than {limit:,} bytes: not read")
    if not packed.eof:
        raise BadInput("packed content is cut off")
    return found


@contextmanager
def _opened(path: str) -> Iterator[tuple[IO[bytes], int]]:
    """Open a file, of this machine or of a store, and tell how many bytes it has."""
    if is_remote(path):
        with remote.opened(path) as found:
            yield found
        return
    with Path(path).open("rb") as raw:
        yield raw, Path(path).stat().st_size


def read_all(stream: Bytes, limit: int) -> bytes:
    """Read the whole stream; :class:`BadInput` where it holds more than ``limit`` bytes."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise BadInput(f"longer than {limit:,} bytes: split it, or raise max_chars")
    return data


def lines(stream: Bytes, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line with its number from 1; ``None`` for a line longer than ``limit`` bytes."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield number, None
