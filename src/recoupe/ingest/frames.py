"""Finds the records of a web archive, also of a damaged one: a file in, Record or Damage out.

fastwarc reads the records. It takes a record that is cut for a short one and stops at the first
line that is none, so lengths are counted here, and reading goes on at the next record.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

from fastwarc.warc import ArchiveIterator, WarcRecord

from recoupe.ingest.bounded import BadInput, Bytes
from recoupe.ingest.members import CHUNK, CutOff, Member, Whole, first, regions

BEGINS = b"WARC/"
BETWEEN = b"\r\n\r\nWARC/1."
"""What stands before and at the beginning of every record but the first."""

MAX_DAMAGES = 100
"""Damaged places in one gzip member (or in a file that is not packed) after which the rest of it is
given up: each costs a new start, and a file with more is no archive."""

PANIC = "PanicException"
"""What fastwarc raises, outside all exceptions, where its Rust code meets what it cannot mean."""


@dataclass(frozen=True, slots=True)
class Damage:
    """What of an archive cannot be read: ``place`` is the record's, which may have been given."""

    place: tuple[int, int]
    uri: str | None
    reason: str

    @property
    def where(self) -> str:
        """Return where it lies: the byte of the file, and the unpacked byte of a gzip member."""
        offset, inside = self.place
        if offset and inside:
            return f"byte {offset:,} (unpacked byte {inside:,})"
        return f"byte {offset or inside:,}"


class Record:
    """One record, whose block is read from the archive when it is asked for, once."""

    def __init__(self, found: WarcRecord, place: tuple[int, int]) -> None:
        self._found, self.place = found, place
        self.kind = str(found.record_type)
        self.length = found.content_length
        self.complete = False
        self._taken = 0
        self._harm: BadInput | None = None

    @property
    def uri(self) -> str | None:
        """Return the address of the page; some writers put it between angle brackets."""
        return (self.header("WARC-Target-URI") or "").strip("<> ") or None

    def header(self, name: str) -> str | None:
        """Return a field of the record's own head."""
        return self._found.headers.get(name)

    def read(self, size: int) -> bytes:
        """Read so many bytes of the block, fewer only where it ends or is damaged."""
        pieces = []
        while size > 0 and (data := self._more(min(size, CHUNK))):
            pieces.append(data)
            size -= len(data)
        return b"".join(pieces)

    @property
    def sound_until(self) -> int:
        """Return the place among the unpacked bytes behind which the next record is looked for."""
        return self.place[1] + (self.length if self.complete else 1)

    def finish(self) -> None:
        """Read what is left of the block; :class:`BadInput` where it is not what its head says."""
        while self._more(CHUNK):
            pass
        if self._harm:
            raise self._harm
        if self.header("Content-Length") is None or self._taken != self.length:
            raise CutOff("the archive is cut off in this record")
        self.complete = True

    def _more(self, size: int) -> bytes:
        """Read on; damage is kept for the end, for it is the archive's and not the page's."""
        try:
            data = b"" if self._harm else self._found.reader.read(size)
        except BadInput as error:
            self._harm, data = error, b""
        except OSError as error:
            self._harm, data = BadInput(str(error)), b""
        self._taken += len(data)
        return data


Frames = Generator[Record | Damage, None, int | None]


def frames(raw: Bytes) -> Iterator[Record | Damage]:
    """Yield the records of an archive in order, and what is damaged in its place.

    A damage that is found at the end of a record follows it, with the same place.
    """
    for region in regions(raw):
        yield from _in_region(region)


def _in_region(region: Whole | Member) -> Iterator[Record | Damage]:
    place = 0
    for _ in range(MAX_DAMAGES):
        after = yield from _until_damage(region, place)
        if after is None:
            return
        place = after
    yield Damage((region.offset, place), None, f"{MAX_DAMAGES} damaged places: given up here")


def _until_damage(region: Whole | Member, start: int) -> Frames:
    """Yield records up to a damage, and that; return where to go on, ``None`` at the end."""
    last: Record | None = None
    try:
        for found in ArchiveIterator(
            region.open(start), parse_http=False, stream_detect=False, fsspec_args=False
        ):
            last = Record(found, (region.offset, start + found.stream_pos))
            yield last
            last.finish()
    except BadInput as error:
        yield _broken(region, start, last, error)
        return None if last is None else _next(region, last.sound_until)
    except BaseException as error:
        if not (isinstance(error, OSError) or type(error).__name__ == PANIC):
            raise
        return (yield from _no_record(region, start, last))
    return None


def _broken(region: Whole | Member, start: int, last: Record | None, error: BadInput) -> Damage:
    """Say what bytes that cannot be read cost: the last record, or only what comes after it."""
    if last is None:
        return Damage((region.offset, start), None, str(error))
    if last.complete and isinstance(error, CutOff):
        return Damage((region.offset, last.place[1] + last.length), None, str(error))
    return Damage(last.place, last.uri, str(error))


def _no_record(region: Whole | Member, start: int, last: Record | None) -> Frames:
    """Say what a head that is none costs, and look for the next record.

    Where that begins inside the last one, the length of the last one is wrong, and it is lost.
    """
    begun = last.place[1] if last else start
    after = _next(region, begun + 1)
    if last and after is not None and after < begun + last.length:
        yield Damage(last.place, last.uri, "its length is wrong: it runs into the next record")
        return after
    begun += last.length if last else 0
    yield Damage((region.offset, begun), None, "what stands here is no WARC record")
    return _next(region, begun + 1)


def _next(region: Whole | Member, place: int) -> int | None:
    """Return where the next record begins, ``None`` where none does or the bytes are damaged."""
    try:
        at = first(region.open, BETWEEN, place)
    except BadInput:
        return None
    return None if at is None else at + BETWEEN.index(BEGINS)
