"""Reads the text of a PDF: a file in, one page with whole paragraphs out.

A PDF holds lines as they were printed. They are put together again: words that were broken, lines
of one paragraph; what stands at the head or foot of every sheet and the numbers of the sheets are
left out. A scan has no text, and is a failure.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from recoupe.ingest.bounded import BadInput, Bytes, read_all
from recoupe.ingest.lines import rejoined
from recoupe.ingest.made import About, made
from recoupe.records import Failure, Page
from recoupe.settings import Settings

MAX_BYTES = 50_000_000
"""The largest file that is read: a magazine of a hundred sheets with its pictures has less."""

MAX_SHEETS = 500
"""The most sheets that are read; a document with more is a book."""

EDGE_LINES = 2
"""Lines at the head and foot of a sheet that may be its running title or number."""

REPEATED = 3
"""Sheets on which a line must stand at the edge, figures apart, to be a running title."""

LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
"""Letters that are printed as one sign; no word of a lexicon has them."""

LOCKED = "encrypted: save it without a password first"
LOCKED_BY_AES = "locked by AES: pip install cryptography, or save it without the lock first"
"""Said of files that need a library for what is else never needed."""

_NUMBER = re.compile(r"^\W{0,3}(?:\w{1,6}\.?\s)?\d{1,3}(?:\s?(?:/|\w{1,3})\s?\d{1,3})?\W{0,3}$")
_FIGURES = re.compile(r"\d+")


def pages(stream: Bytes, uri: str, settings: Settings) -> Iterator[Page | Failure]:
    """Read the text of all sheets as one page."""
    reader = _opened(read_all(stream, MAX_BYTES))
    sheets = [_lines(text) for text in _texts(reader)]
    if not any(sheets):
        raise BadInput("no text in it: a scan needs OCR first (ocrmypdf FILE FILE)")
    text = rejoined(line for sheet in _without_edges(sheets) for line in sheet)
    yield made(uri, text, settings, About(_title(reader, text)))


def _opened(data: bytes) -> PdfReader:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        sheets = 0 if locked else len(reader.pages)
    except DependencyError as error:
        raise BadInput(LOCKED_BY_AES) from error
    except PyPdfError as error:
        raise BadInput(f"broken PDF: {error}") from error
    if locked:
        raise BadInput(LOCKED)
    if sheets > MAX_SHEETS:
        raise BadInput(f"more than {MAX_SHEETS} sheets: split it")
    return reader


def _texts(reader: PdfReader) -> list[str]:
    try:
        return [sheet.extract_text() for sheet in reader.pages]
    except DependencyError as error:
        raise BadInput(LOCKED_BY_AES) from error
    except PyPdfError as error:
        raise BadInput(f"broken PDF: {error}") from error


def _lines(text: str) -> list[str]:
    """Return the lines of a sheet, none at its head or foot blank."""
    return text.translate(LIGATURES).strip().splitlines()


def _without_edges(sheets: list[list[str]]) -> list[list[str]]:
    """Leave out running titles and sheet numbers."""
    edges = Counter(key for sheet in sheets for key in set(map(_key, _edges(sheet))))
    running = {key for key, count in edges.items() if count >= REPEATED}
    return [_inner(sheet, running) for sheet in sheets]


def _edges(sheet: list[str]) -> list[str]:
    return sheet[:EDGE_LINES] + sheet[-EDGE_LINES:]


def _inner(sheet: list[str], running: set[str]) -> list[str]:
    first, last = 0, len(sheet)
    while first < min(EDGE_LINES, last) and _is_edge(sheet[first], running):
        first += 1
    while last > max(first, len(sheet) - EDGE_LINES) and _is_edge(sheet[last - 1], running):
        last -= 1
    return sheet[first:last]


def _is_edge(line: str, running: set[str]) -> bool:
    return not line.strip() or _key(line) in running or _NUMBER.match(line.strip()) is not None


def _key(line: str) -> str:
    return _FIGURES.sub("0", line.strip())


def _title(reader: PdfReader, text: str) -> str | None:
    """Return the title the file gives itself, if it stands in its text: many are file names."""
    try:
        title = " ".join(str(reader.metadata.title if reader.metadata else "").split())
    except PyPdfError:
        return None
    return title if title and title in " ".join(text.split()) else None
