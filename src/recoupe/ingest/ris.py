"""Reads RIS, the references that press databases export: a file in, Page or Failure a record out.

The tags are those of the format's description (Research Information Systems, 2011): ``TY`` opens a
record and ``ER`` closes it. Databases put the text of an article into ``AB`` or ``N2``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from recoupe.ingest.bounded import Bytes
from recoupe.ingest.made import About, made
from recoupe.ingest.rows import ROW_BYTES_PER_CHAR, decoded_lines
from recoupe.records import Failure, Page
from recoupe.settings import Settings

TITLE = ("TI", "T1", "CT")
SOURCE = ("T2", "JF", "JO", "JA", "PB")
DATE = ("DA", "Y1", "PY")
TEXT = ("N2", "AB", "N1")
ADDRESS = ("UR", "L2")
"""The tags of each field, the surest first; of the texts the longest is taken."""

_TAG = re.compile(r"^\ufeff?([A-Z][A-Z0-9])  -(?: |$)(.*)$")
_DAY = re.compile(r"^(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)")

Reference = dict[str, list[str]]


def references(stream: Bytes, uri: str, settings: Settings) -> Iterator[Page | Failure]:
    """Make a page of each reference that has a text."""
    lines = decoded_lines(stream, settings.max_chars * ROW_BYTES_PER_CHAR)
    number = 0
    for number, reference in enumerate(_records(lines, settings), 1):
        yield _page(reference, f"{uri}#{number}", settings)
    if not number:
        yield Failure(uri, "ingest", "no reference in it: no line begins with 'TY  -'")


def _records(lines: Iterator[str], settings: Settings) -> Iterator[Reference]:
    """Yield each record; one that the next one or the end of the file breaks off is one too."""
    record: Reference = {}
    tag, length = "", 0
    for line in lines:
        match = _TAG.match(line.rstrip("\r\n"))
        if match and match[1] in {"TY", "ER"}:
            if record:
                yield record
            record, tag, length = ({"TY": [match[2]]} if match[1] == "TY" else {}), "", 0
        elif record and length <= settings.max_chars:
            tag = _put(record, tag, match, line)
            length += len(line)
    if record:
        yield record


def _put(record: Reference, tag: str, match: re.Match[str] | None, line: str) -> str:
    """Add a line to a record: a new tag, or one more line of the last one."""
    if match:
        tag = match[1]
        record.setdefault(tag, []).append(match[2].strip())
    elif tag:
        record[tag][-1] += "\n" + line.strip()
    return tag


def _page(reference: Reference, place: str, settings: Settings) -> Page | Failure:
    address = _first(reference, ADDRESS) or place
    texts = ["\n\n".join(reference[tag]) for tag in TEXT if tag in reference]
    text = max(texts, key=len, default="")
    if not text.strip():
        reason = "the reference has no text (no AB or N2): export the articles themselves"
        return Failure(address, "ingest", reason)
    about = About(_first(reference, TITLE), _date(reference), _first(reference, SOURCE))
    return made(address, text, settings, about)


def _first(reference: Reference, tags: tuple[str, ...]) -> str | None:
    return next((v for tag in tags for v in reference.get(tag, ()) if v.strip()), None)


def _date(reference: Reference) -> str | None:
    """Return the first date with a day; RIS writes 2026/03/12/ with what else it knows behind."""
    for tag in DATE:
        for value in reference.get(tag, ()):
            if found := _DAY.match(value):
                return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
            if len(value) > len("2026/03/12"):
                return value
    return None
