"""Reads tables of pages: a stream of JSON Lines, JSON or CSV in, Page or Failure a row out."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping

from recoupe.ingest.bounded import BadInput, Bytes, lines
from recoupe.ingest.decode import SAMPLE_BYTES, decode, encoding_of, looks_like_html
from recoupe.ingest.fields import Row, row_of
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
        return Failure(
            row.url or place, "ingest", "the row has no text: no field text, content or html"
        )
    if len(content) > settings.max_chars:
        return too_long(row.url or place, settings)
    return _page(row, content, place)


def _page(row: Row, content: str, place: str) -> Page:
    html = not row.text or looks_like_html(content)
    return Page(
        row.url or place,
        "text/html" if html else "text/plain",
        _without_lone_surrogates(content),
        title=row.title,
        date=row.date,
        source=row.source,
    )


def _without_lone_surrogates(text: str) -> str:
    """Replace half characters, which JSON can write and no file can hold, by U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def too_long(place: str, settings: Settings) -> Failure:
    """Refuse a page longer than the limit."""
    return Failure(
        place,
        "ingest",
        f"longer than {settings.max_chars:,} characters: split it, or raise max_chars",
    )


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


STREAMED: dict[str, Callable[[Bytes, str, Settings], Iterator[Page | Failure]]] = {
    "jsonl": json_lines,
    "csv": table,
    "tsv": tab_table,
}
