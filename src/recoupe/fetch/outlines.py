"""Reads OPML and sitemaps, which list lists and pages in XML: bytes in, a listing out.

defusedxml parses them: entities and external definitions are refused, whoever wrote them.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from recoupe.fetch.entries import Entry, ListError, Listing, iso, words


def root_of(data: bytes) -> Element:
    """Return the root of an XML document; :class:`ListError` where it is none that is read."""
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ListError("the list defines entities of its own: not read") from error
    except (ParseError, ValueError, LookupError) as error:
        raise ListError(f"broken XML: {error}") from error
    return root


def read_opml(root: Element) -> Listing:
    """Return the feeds that an OPML list names, whatever folders they lie in, each once."""
    told = (_attribute(o, "xmlurl") for o in root.iter() if _name(o) == "outline")
    return Listing(lists=tuple(dict.fromkeys(t.strip() for t in told if t and t.strip())))


def read_sitemap(root: Element) -> Listing:
    """Return the pages of a sitemap, news or not, or the sitemaps that an index names."""
    if _name(root) == "sitemapindex":
        places = (_text(m, "loc") for m in root if _name(m) == "sitemap")
        return Listing(lists=tuple(dict.fromkeys(p for p in places if p)))
    return Listing(tuple(_pages(root)))


def _pages(root: Element) -> Iterator[Entry]:
    for told in root:
        place = _text(told, "loc") if _name(told) == "url" else None
        if place:
            changed = iso(_text(told, "lastmod"))
            date = iso(_text(told, "publication_date"))
            title, source = words(_text(told, "title")), words(_text(told, "name"))
            yield Entry(place, title, date, changed or date, None, source)


def _name(element: Element) -> str:
    """Return the name of an element without the space it is of, in small letters."""
    return str(element.tag).rpartition("}")[2].lower()


def _text(element: Element, name: str) -> str | None:
    """Return the text of the first part of an element with this name, however deep.

    Images and videos of a page, which have titles and places too, are left out.
    """
    for part in element:
        if _name(part) == name:
            return (part.text or "").strip() or None
        if _name(part) in {"news", "publication"} and (found := _text(part, name)):
            return found
    return None


def _attribute(element: Element, name: str) -> str | None:
    return next((v for k, v in element.attrib.items() if k.lower() == name), None)
