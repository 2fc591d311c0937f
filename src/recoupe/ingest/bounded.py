"""Opens a file, packed or not, so that it can never fill the memory: path in, byte stream out."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from recoupe.ingest import remote
from recoupe.ingest.inputs import STDIN
from recoupe.ingest.remote import is_remote

GZIP_MAGIC = b"\x1f\x8b"

MAX_RATIO = 250
"""Unpacked size over packed size beyond which a gzip file is refused. Text packs 3 to 10 times,
a log of equal lines up to 200; gzip itself cannot exceed 1,032."""

FREE_BYTES = 32_000_000
"""Unpacked bytes allowed whatever the ratio: a small file of blanks is odd, not dangerous."""


class BadInput(Exception):  # noqa: N818  (it is a finding about a page, not an error of the run)
    """The bytes cannot be read as pages; the message says why in one line."""


class _Counted:
    """A packed stream that stops with :class:`BadInput` once it has given too much."""

    def __init__(self, stream: IO[bytes], allowed: int) -> None:
        self._stream, self._left = stream, allowed

    def readline(self, size: int) -> bytes:
        return self._counted(self._stream.readline, size)

    def read(self, size: int) -> bytes:
        return self._counted(self._stream.read, size)

    def _counted(self, read, size: int) -> bytes:  # type: ignore[no-untyped-def]  # noqa: ANN001
        try:
            data: bytes = read(size)
        except (OSError, EOFError, zlib.error) as error:
            raise BadInput(f"broken gzip file: {error}") from error
        self._left -= len(data)
        if self._left < 0:
            raise BadInput("unpacks to far more than a page: a decompression bomb is not read")
        return data


Bytes = IO[bytes] | _Counted


@contextmanager
def open_bounded(path: str) -> Iterator[Bytes]:
    """Open ``path`` (``-``: standard input) for reading; gzip is told by its first bytes.

    What is unpacked is counted: more than :data:`MAX_RATIO` times the packed size is refused.
    """
    if path == STDIN:
        yield sys.stdin.buffer
        return
    with _opened(path) as (raw, size):
        if raw.read(len(GZIP_MAGIC)) != GZIP_MAGIC:
            raw.seek(0)
            yield raw
            return
        raw.seek(0)
        allowed = max(FREE_BYTES, size * MAX_RATIO)
        with gzip.open(raw, "rb") as unpacked:
            yield _Counted(unpacked, allowed)  # type: ignore[arg-type]


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
