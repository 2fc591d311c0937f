"""Turns inputs as a user names them into pages, one after another, in a fixed order.

A file of text or markup is one page; a table or a JSON Lines file is one page a row. What cannot
be read is a :class:`Failure` in its place, so that one bad page never stops a batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from recoupe.ingest import rows
from recoupe.ingest.bounded import BadInput, open_bounded, read_all
from recoupe.ingest.decode import decode, looks_like_html, looks_like_json
from recoupe.ingest.inputs import STDIN, Source, sources
from recoupe.records import Failure, Page
from recoupe.settings import Settings

BYTES_PER_CHAR = 4
"""A code point takes at most four bytes in UTF-8, UTF-16 and UTF-32."""


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
        except (BadInput, OSError, EOFError) as error:
            yield Failure(source.uri, "ingest", _one_line(error))
        except Exception as error:  # noqa: BLE001 - one bad file never stops a batch
            yield Failure(source.uri, "ingest", f"{type(error).__name__}: {_one_line(error)}")


def _read(source: Source, settings: Settings) -> Iterator[Page | Failure]:
    with open_bounded(source.path) as stream:
        if source.form in rows.STREAMED:
            yield from rows.STREAMED[source.form](stream, source.uri, settings)
            return
        limit = settings.max_chars * BYTES_PER_CHAR
        data = read_all(stream, limit if source.form != "json" else limit * rows.ROWS_IN_A_LIST)
    text = decode(data)
    if source.form == "json" or (source.path == STDIN and looks_like_json(text)):
        yield from rows.json_text(text, source.uri, settings)
        return
    yield _page(source, text, settings)


def _page(source: Source, text: str, settings: Settings) -> Page | Failure:
    if len(text) > settings.max_chars:
        return rows.too_long(source.uri, settings)
    html = source.form == "html" or (source.path == STDIN and looks_like_html(text))
    return Page(source.uri, "text/html" if html else "text/plain", text)


def _one_line(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split()) or type(error).__name__
