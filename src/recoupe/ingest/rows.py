"""Reads tables of pages: a stream of JSON Lines, JSON or CSV in, Page or Failure a row out."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping

from recoupe.ingest.bounded import BadInput, Bytes, lines, read_all
from recoupe.ingest.decode import SAMPLE_BYTES, decode, encoding_of, looks_like_html
from recoupe.ingest.fields import row_of
from recoupe.ingest.made import BYTES_PER_CHAR, About, made, too_long
from recoupe.records import Failure, Page
from recoupe.settings import Settings

ROW_BYTES_PER_CHAR = 12
"""JSON may write one character as an escaped pair of surrogates: twelve bytes."""

ROWS_IN_A_LIST = 32
"""How many pages of full length a ``.json`` list may hold: it is read as one piece. Larger
collections belong in JSON Lines, which is read row by row."""


def json_lines(stream: Bytes, uri: str, settings: Settings) -> Iterator[Page | Failure]:
    """Read one page from each line; a bad line is a failure that names its number."""
    for number, line in lines(stream, settings.max_chars * ROW_BYTES_PER_CHAR):
        if line is None:
            yield too_long(f"{uri}#{number}", settings)
        elif line.strip():
            yield _json_line(line, number, uri, settings)


def _json_line(line: bytes, number: int, uri: str, settings: Settings) -> Page | Failure:
    place = f"{uri}#{number}"
    try:
        record = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        return Failure(place, "ingest", f"line {number} is not valid JSON: {_short(error)}")
    except BadInput as error:
        return Failure(place, "ingest", f"line {number}: {error}")
    return page_of(record, place, settings)


def json_file(stream: Bytes, uri: str, settings: Settings) -> Iterator[Page | Failure]:
    """Read a ``.json`` file: a list of rows or one row."""
    data = read_all(stream, settings.max_chars * BYTES_PER_CHAR * ROWS_IN_A_LIST)
    return json_text(decode(data), uri, settings)


def json_text(text: str, uri: str, settings: Settings) -> Iterator[Page | Failure]:
    """Read a JSON list of rows, one row, or JSON Lines that came under another name."""
    try:
        records = json.loads(text)
    except (ValueError, RecursionError) as error:
        if "\n{" in text.strip():
            yield from json_lines(io.BytesIO(text.encode("utf-8", "replace")), uri, settings)
            return
        yield Failure(uri, "ingest", f"not valid JSON: {_short(error)}")
        return
    if not isinstance(records, list):
        yield page_of(records, uri, settings)
        return
    for number, record in enumerate(records, 1):
        yield page_of(record, f"{uri}#{number}", settings)


def table(
    stream: Bytes, uri: str, settings: Settings, delimiter: str | None = None
) -> Iterator[Page | Failure]:
    """Read one page from each row of a table whose first row names the fields.

    The delimiter is the tab for ``.tsv``; for ``.csv`` that of comma, semicolon and tab which the
    first row holds most often.
    """
    decoded = decoded_lines(stream, settings.max_chars * ROW_BYTES_PER_CHAR)
    first = next(decoded, "")
    if not first.strip():
        raise BadInput("an empty table: its first row must name the fields")
    mark = delimiter or max(",;\t", key=first.count)
    csv.field_size_limit(settings.max_chars * ROW_BYTES_PER_CHAR)
    try:
        names = next(csv.reader([first], delimiter=mark))
    except csv.Error as error:
        raise BadInput(f"the first row of the table cannot be read: {error}") from error
    number = 1
    try:
        for number, values in enumerate(csv.reader(decoded, delimiter=mark), 2):
            if any(values):
                yield page_of(dict(zip(names, values, strict=False)), f"{uri}#{number}", settings)
    except csv.Error as error:
        yield Failure(
            f"{uri}#{number}", "ingest", f"the table cannot be read after row {number}: {error}"
        )


def decoded_lines(stream: Bytes, limit: int) -> Iterator[str]:
    """Decode a stream line by line; its first bytes tell the encoding of all of it."""
    data = stream.read(SAMPLE_BYTES)
    decoder = codecs.getincrementaldecoder(encoding_of(data))(errors="replace")
    rest = ""
    while data:
        rest += decoder.decode(data)
        *whole, rest = rest.split("\n")
        yield from (f"{line}\n" for line in whole)
        if len(rest) > limit:
            raise BadInput("a line of the table is longer than a page may be")
        data = stream.read(SAMPLE_BYTES)
    yield rest + decoder.decode(b"", final=True)


def tab_table(stream: Bytes, uri: str, settings: Settings) -> Iterator[Page | Failure]:
    """Read a table whose fields are parted by tabs."""
    return table(stream, uri, settings, "\t")


def page_of(record: object, place: str, settings: Settings) -> Page | Failure:
    """Make a page of a row; its address is the row's url, else the file and the row's number."""
    if not isinstance(record, Mapping):
        return Failure(place, "ingest", "the row is no record with named fields")
    row = row_of(record)
    content = row.text or row.html
    if content is None:
        return Failure(row.url or place, "ingest", _textless(record))
    about = About(row.title, row.date, row.source)
    html = not row.text or looks_like_html(content)
    return made(row.url or place, content, settings, about, html=html)


def _textless(record: Mapping[str, object]) -> str:
    """Say why a row is no page; lists of stories (Media Cloud) have addresses alone."""
    if {"media_url", "stories_id", "indexed_date"} & set(map(str, record)):
        return "a list of stories without their texts: fetch the pages first, then read those"
    return "the row has no text: no field text, content or html"


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
