"""Reads a zip archive: a file in, Page or Failure of each readable file in it out.

Nothing is unpacked to disk: a file is read out of the archive, within what it may unpack to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, cast
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from recoupe.forms import READABLE, UNPACKED_BY_THEMSELVES, form_of
from recoupe.ingest.bounded import Allowance, BadInput, Bytes, Counted, unpacked
from recoupe.ingest.nest import Nest, address_in
from recoupe.records import Failure, Page
from recoupe.settings import Settings

MAX_FILES = 200_000
"""Files listed in one archive; a list of more takes memory before a page is read."""

ENCRYPTED = 0x1
"""The flag of a file that is packed with a password."""


def members(stream: Bytes, uri: str, settings: Settings, nest: Nest) -> Iterator[Page | Failure]:
    """Read the files of an archive in the order of their names; hidden ones are left out."""
    try:
        archive = ZipFile(cast("IO[bytes]", stream))
    except (BadZipFile, LargeZipFile, NotImplementedError, ValueError) as error:
        raise BadInput(f"broken zip file: {error}") from error
    with archive:
        files = sorted(filter(_is_shown, archive.infolist()), key=lambda file: file.filename)
        if len(files) > MAX_FILES:
            raise BadInput(f"more than {MAX_FILES:,} files in one archive: split it")
        if not any(form_of(file.filename) for file in files):
            raise BadInput(f"nothing to read in it: no file ends in {READABLE}")
        inside = replace(nest, allowance=nest.allowance or Allowance(stream.seek(0, 2)))
        for file in files:
            yield from _member(archive, file, address_in(uri, file.filename), settings, inside)


def _is_shown(file: ZipInfo) -> bool:
    """Tell whether it is a file that was meant: no folder, not hidden, none that macOS adds."""
    parts = PurePosixPath(file.filename).parts
    return not file.is_dir() and not any(
        (part.startswith(".") and part != "..") or part == "__MACOSX" for part in parts
    )


def _member(
    archive: ZipFile, file: ZipInfo, place: str, settings: Settings, nest: Nest
) -> Iterator[Page | Failure]:
    form = form_of(file.filename)
    if form is None:
        return
    allowance = nest.allowance
    try:
        if allowance:
            allowance.take(file.file_size)
        raw = Counted(archive.open(file), Allowance(file.file_size), "zip file")
        stream = raw if form in UNPACKED_BY_THEMSELVES else unpacked(raw, Allowance(file.file_size))
    except (BadInput, BadZipFile, RuntimeError, OSError) as error:
        yield Failure(place, "ingest", _reason(file, error))
        return
    yield from nest.read(form, stream, place, settings)


def _reason(file: ZipInfo, error: Exception) -> str:
    if file.flag_bits & ENCRYPTED:
        return "encrypted: unpack it with its password first"
    told = " ".join(str(error).split())
    return told if isinstance(error, BadInput) else f"broken zip file: {told}"
