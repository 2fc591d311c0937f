"""What a file or a part of one is, by its name or media type: a name in, a form out."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Form = Literal[
    "text", "html", "jsonl", "json", "csv", "tsv",
    "warc", "xml", "ris", "rtf", "pdf", "eml", "mbox", "zip",
]  # fmt: skip

FORMS: dict[str, Form] = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".warc": "warc",
    ".wet": "warc",
    ".xml": "xml",
    ".ris": "ris",
    ".rtf": "rtf",
    ".pdf": "pdf",
    ".eml": "eml",
    ".mbox": "mbox",
    ".zip": "zip",
}
"""What a file is, by its suffix; each also with ``.gz`` after it. Markdown is read as text."""

MEDIA: dict[str, Form] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
    "message/rfc822": "eml",
    "application/zip": "zip",
}
"""What a part of a message or a record of an archive is, by its media type."""

UNPACKED_BY_THEMSELVES: frozenset[Form] = frozenset({"warc"})
"""Forms whose gzip layer their reader takes off: a WARC is packed record by record."""

READABLE = ", ".join(FORMS) + " (also .gz)"


def form_of(name: str) -> Form | None:
    """Tell what a file is by its suffixes, ``None`` where it is none of ours.

    >>> form_of("a/b.HTML"), form_of("rows.jsonl.gz"), form_of("photo.jpg")
    ('html', 'jsonl', None)
    """
    lower = name.lower().removesuffix(".gz")
    return FORMS.get(Path(lower).suffix)
