"""Names the fields of a row: a row as some crawler wrote it in, our few fields out.

The names are those of the common tools: fundus (``publishing_date``, ``body`` as sections, ``html``
as a record), news-please (``maintext``, ``date_publish``, ``source_domain``), minet
(``content``, ``canonical_url``, ``resolved_url``, ``sitename``), trafilatura (``raw_text``,
``source`` for the address, ``source-hostname`` for the site), Media Cloud (``publish_date``,
``media_name``), feed readers and hand-made tables. News in JSON (ninjs) is told in ``ninjs``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recoupe.ingest.ninjs import is_ninjs, ninjs_fields

SYNONYMS: dict[str, tuple[str, ...]] = {
    "url": (
        "url", "uri", "link", "canonical_url", "canonicallink", "resolved_url", "responded_url",
        "requested_url", "html.responded_url", "html.requested_url", "permalink", "href",
    ),
    "title": ("title", "headline", "name"),
    "text": (
        "text", "maintext", "plaintext", "plain_text", "raw_text", "fulltext", "full_text",
        "article_text", "content", "raw_content", "body", "article", "articlebody",
    ),
    "html": ("html", "raw_html", "rawhtml", "html.content", "source_html", "page_html"),
    "date": (
        "date", "published", "publishing_date", "date_publish", "published_at", "publishedat",
        "datepublished", "date_published", "pubdate", "pub_date", "publication_date",
        "published_date", "publish_date",
    ),
    "source": (
        "source", "outlet", "media", "source_domain", "sitename", "site_name", "publisher",
        "newspaper", "source-hostname", "media_name", "hostname", "domain", "source.name",
        "html.source_info.publisher", "media_url",
    ),
}  # fmt: skip
"""Our field → the names it has elsewhere, the surest first; a dot goes into a nested record."""


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one row that a page needs; ``None`` where the row is silent."""

    url: str | None
    title: str | None
    text: str | None
    html: str | None
    date: str | None
    source: str | None


def row_of(record: Mapping[str, object]) -> Row:
    """Pick our fields out of a row; names are compared without case.

    >>> row_of({"Link": "https://a.example/1", "maintext": "Bonjour."}).text
    'Bonjour.'
    """
    flat = {str(k).strip().lower(): v for k, v in record.items()}
    if is_ninjs(flat):
        return Row(**ninjs_fields(flat))
    if _is_address(flat.get("source")):
        flat = {"url": flat["source"], **flat, "source": None}
    values = {field: _first(flat, names) for field, names in SYNONYMS.items()}
    return Row(**values)


def _is_address(value: object) -> bool:
    """Tell whether a value is an address: trafilatura calls that of the page its source."""
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def _first(flat: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = _words(_at(flat, name))
        if value:
            return value
    return None


def _at(record: object, name: str) -> object:
    for part in name.split("."):
        if not isinstance(record, Mapping):
            return None
        record = record.get(part)
    return record


def _words(value: object) -> str | None:
    """Return a value as text: a list or fundus's sections are joined by blank lines."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, list):
        return "\n\n".join(filter(None, map(_words, value))) or None
    if isinstance(value, Mapping) and "sections" in value:
        return _words([value.get("summary"), value["sections"]])
    if isinstance(value, Mapping) and "paragraphs" in value:
        return _words([value.get("headline"), value["paragraphs"]])
    return None
