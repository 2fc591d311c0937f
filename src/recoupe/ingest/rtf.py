"""Reads RTF: a file in, one page out, or one an article where it is an export of Factiva."""

from __future__ import annotations

from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from recoupe.ingest import factiva
from recoupe.ingest.bounded import BadInput, Bytes, read_all
from recoupe.ingest.decode import decode
from recoupe.ingest.made import BYTES_PER_CHAR, made
from recoupe.ingest.markup import PAGES_IN_AN_EXPORT
from recoupe.records import Failure, Page
from recoupe.settings import Settings


def pages(stream: Bytes, uri: str, settings: Settings) -> Iterator[Page | Failure]:
    """Read the text of a document."""
    data = read_all(stream, settings.max_chars * BYTES_PER_CHAR * PAGES_IN_AN_EXPORT)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise BadInput("no RTF file, whatever its name says")
    try:
        text = str(rtf_to_text(decode(data), errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError, LookupError) as error:
        raise BadInput(f"the RTF is damaged: {error}") from error
    if not text.strip():
        raise BadInput("no text in it")
    if factiva.is_text_export(text):
        yield from factiva.text_articles(text, uri, settings)
    else:
        yield made(uri, text, settings)
