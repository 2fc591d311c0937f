"""Which reader reads which form: a form and a stream in, Page or Failure out.

To read another form, write a module with a function of a stream, an address and the settings, and
name it here and its suffix in ``inputs.FORMS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from recoupe.forms import Form
from recoupe.ingest import archive, mail, markup, pdf, ris, rows, rtf, warc, xml_files
from recoupe.ingest.bounded import BadInput, Bytes
from recoupe.ingest.nest import Nest
from recoupe.ingest.timed import timed
from recoupe.records import Failure, Page
from recoupe.settings import Settings

Reader = Callable[[Bytes, str, Settings], Iterator[Page | Failure]]
Container = Callable[[Bytes, str, Settings, Nest], Iterator[Page | Failure]]

STREAMED: dict[Form, Reader] = {
    "jsonl": rows.json_lines,
    "csv": rows.table,
    "tsv": rows.tab_table,
}
"""Forms of which any number of pages is read, one after another."""

DOCUMENTS: dict[Form, Reader] = {
    "text": markup.text,
    "html": markup.html,
    "json": rows.json_file,
    "xml": xml_files.items,
    "ris": ris.references,
    "rtf": rtf.pages,
    "pdf": pdf.pages,
}
"""Forms that are read as a whole, within the time of a page."""

CONTAINERS: dict[Form, Container] = {
    "warc": warc.records,
    "eml": mail.message,
    "mbox": mail.box,
    "zip": archive.members,
}
"""Forms that hold files of other forms."""


def read_form(
    form: Form, stream: Bytes, uri: str, settings: Settings, nest: Nest
) -> Iterator[Page | Failure]:
    """Read a stream of a form; whatever goes wrong is a failure in its place."""
    try:
        yield from _read(form, stream, uri, settings, nest)
    except (BadInput, OSError, EOFError) as error:
        yield Failure(uri, "ingest", _one_line(error))
    except Exception as error:  # noqa: BLE001 - one bad file never stops a batch
        yield Failure(uri, "ingest", f"{type(error).__name__}: {_one_line(error)}")


def _read(
    form: Form, stream: Bytes, uri: str, settings: Settings, nest: Nest
) -> Iterator[Page | Failure]:
    if form in STREAMED:
        return STREAMED[form](stream, uri, settings)
    if form in DOCUMENTS:
        return timed(DOCUMENTS[form](stream, uri, settings), uri, settings)
    return CONTAINERS[form](stream, uri, settings, nest)


def _one_line(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split()) or type(error).__name__
