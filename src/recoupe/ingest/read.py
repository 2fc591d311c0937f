"""Turns inputs as a user names them into pages, one after another, in a fixed order.

A file of text or markup is one page; a table is one page a row, an archive one page a record.
What cannot be read is a :class:`Failure` in its place, so that one bad page never stops a batch.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from recoupe.forms import UNPACKED_BY_THEMSELVES, Form
from recoupe.ingest.bounded import BadInput, open_bounded, read_all
from recoupe.ingest.decode import decode, looks_like_html, looks_like_json
from recoupe.ingest.inputs import STDIN, Source, sources
from recoupe.ingest.made import BYTES_PER_CHAR
from recoupe.ingest.nest import Nest
from recoupe.ingest.readers import read_form
from recoupe.records import Failure, Page
from recoupe.settings import Settings


def pages(inputs: Iterable[str | Path], settings: Settings) -> Iterator[Page | Failure]:
    """Read every page the inputs name: files, folders, glob patterns, ``-`` for standard input.

    The order is that of the inputs, sorted by path inside a folder or a glob. Nothing is left out
    as a duplicate. Raises :class:`InputError` for an input that cannot be used at all, before the
    first page is read.
    """
    return read(named(inputs), settings)


def named(inputs: Iterable[str | Path]) -> list[Source]:
    """Return the files that inputs name, in order; :class:`InputError` for one of no use."""
    return [source for each in inputs for source in sources(each)]


def read(found: Iterable[Source], settings: Settings) -> Iterator[Page | Failure]:
    """Read every page of some files, in order."""
    for source in found:
        try:
            yield from _read(source, settings)
        except (BadInput, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            yield Failure(source.uri, "ingest", reason)


def _read(source: Source, settings: Settings) -> Iterator[Page | Failure]:
    """Read one file; only what keeps it from being opened is an error here."""
    if source.path == STDIN:
        yield from _standard_input(source, settings)
        return
    with open_bounded(source.path, unpack=source.form not in UNPACKED_BY_THEMSELVES) as stream:
        yield from read_form(source.form, stream, source.uri, settings, Nest(read_form))


def _standard_input(source: Source, settings: Settings) -> Iterator[Page | Failure]:
    with open_bounded(source.path) as stream:
        data = read_all(stream, settings.max_chars * BYTES_PER_CHAR)
    form = _form_of(decode(data))
    yield from read_form(form, io.BytesIO(data), source.uri, settings, Nest(read_form))


def _form_of(text: str) -> Form:
    """Tell by its first signs what a text is that has no name."""
    if looks_like_json(text):
        return "json"
    return "html" if looks_like_html(text) else "text"
