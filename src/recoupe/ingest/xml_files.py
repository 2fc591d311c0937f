"""Reads XML by what its root element is: a file in, Page or Failure out.

No entity that a file declares is put in, and nothing it names is fetched (defusedxml).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from recoupe.ingest import newsml
from recoupe.ingest.bounded import BadInput, Bytes, read_all
from recoupe.ingest.made import BYTES_PER_CHAR
from recoupe.ingest.markup import PAGES_IN_AN_EXPORT
from recoupe.ingest.paragraphs import local
from recoupe.records import Failure, Page
from recoupe.settings import Settings

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ROOTS: dict[str, Callable[[Element, str, Settings], Iterator[Page | Failure]]] = {
    "newsItem": newsml.items,
    "newsMessage": newsml.items,
    "packageItem": newsml.items,
    "nitf": newsml.nitf,
}
"""What reads a file, by the name of its root element."""


def items(stream: Bytes, uri: str, settings: Settings) -> Iterator[Page | Failure]:
    """Read a file of XML whose root element is known."""
    data = read_all(stream, settings.max_chars * BYTES_PER_CHAR * PAGES_IN_AN_EXPORT)
    try:
        root = fromstring(data)
    except (ParseError, ValueError, LookupError) as error:
        raise BadInput(_reason(error)) from error
    if reader := ROOTS.get(local(root)):
        yield from reader(root, uri, settings)
        return
    known = ", ".join(ROOTS)
    raise BadInput(f"XML of a form that is not read: its root is '{local(root)[:60]}', not {known}")


def _reason(error: Exception) -> str:
    if isinstance(error, DefusedXmlException):
        return "XML that declares entities is not read"
    return f"the XML is damaged: {error}"
