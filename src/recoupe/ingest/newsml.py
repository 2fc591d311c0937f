"""Reads NewsML-G2 and NITF, as agencies send news: the root of a file in, one page an item out.

After the NewsML-G2 2.34 and NITF 3.6 standards of the IPTC. The text is what stands in the item
(``inlineXML`` with NITF or XHTML, ``inlineData``); what an item only names is not fetched. Pictures
and other items that are no text are no pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from recoupe.ingest.made import About, made
from recoupe.ingest.paragraphs import local, paragraphs, words
from recoupe.records import Failure, Page
from recoupe.settings import Settings

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

TEXT = frozenset({"text", "composite"})
"""The classes of items (``ninat:text`` …) that are articles; one without a class is taken so."""

DATES = ("firstCreated", "contentCreated", "versionCreated")
"""Elements that date an item, the surest first: the day it was first sent is that of its words; the
time of this version is that of a correction."""

_BASIC = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2}))?")


def items(root: Element, uri: str, settings: Settings) -> Iterator[Page | Failure]:
    """Make a page of each item of text, alone or in a message."""
    found = [root] if local(root) == "newsItem" else [*_all(root, "newsItem")]
    if not found:
        yield Failure(uri, "ingest", "no news item in it: a package only names its items")
    for number, item in enumerate(found, 1):
        if _class(item) in {None, *TEXT}:
            yield _page(item, f"{uri}#{number}" if len(found) > 1 else uri, settings)


def nitf(root: Element, uri: str, settings: Settings) -> Iterator[Page | Failure]:
    """Make the page of a file of NITF alone."""
    yield _made(_nitf_body(root), uri, _nitf_about(root), settings)


def _page(item: Element, place: str, settings: Settings) -> Page | Failure:
    text, inline = _text(item), _about_inline(item)
    headline = _first(item, "contentMeta", "headline") or _first(item, "itemMeta", "title")
    date = next((d for d in (_first(item, None, name) for name in DATES) if d), None)
    about = About(headline or inline.title, date or inline.date, _provider(item) or inline.source)
    return _made(text, item.get("guid") or place, about, settings)


def _made(text: list[str], place: str, about: About, settings: Settings) -> Page | Failure:
    if not text:
        reason = "the item has no text in it: what it only names is not fetched"
        return Failure(place, "ingest", reason)
    return made(place, "\n\n".join(text), settings, about)


def _text(item: Element) -> list[str]:
    """Return the paragraphs of the first content that is in the item itself."""
    for inline in _all(item, "inlineXML"):
        root = next(iter(inline), None)
        if root is not None and (found := _body(root)):
            return found
    plain = (x for x in _all(item, "inlineData") if "base64" not in (x.get("encoding") or ""))
    texts = ((x.text or "").splitlines() for x in plain)
    return next((lines for text in texts if (lines := [*filter(str.strip, text)])), [])


def _body(root: Element) -> list[str]:
    if local(root) == "nitf":
        return _nitf_body(root)
    return paragraphs(next(_all(root, "body"), root))


def _nitf_body(root: Element) -> list[str]:
    content = [p for part in _all(root, "body.content") for p in paragraphs(part)]
    return content or [p for part in _all(root, "abstract") for p in paragraphs(part)]


def _about_inline(item: Element) -> About:
    root = next(_all(item, "nitf"), None)
    return About() if root is None else _nitf_about(root)


def _nitf_about(root: Element) -> About:
    titles = (_first(root, None, name) for name in ("hl1", "hedline", "title"))
    dated = (e for name in ("date.issue", "date.release") for e in _all(root, name))
    dates = (_extended(element.get("norm") or "") for element in dated)
    source = _first(root, None, "distributor")
    return About(next(filter(None, titles), None), next(filter(None, dates), None), source)


def _extended(norm: str) -> str | None:
    """Write a date of NITF as others do: 20260312T101500Z is 2026-03-12T10:15."""
    found = _BASIC.match(norm)
    if not found:
        return norm.strip() or None
    day = f"{found[1]}-{found[2]}-{found[3]}"
    return f"{day}T{found[4]}:{found[5]}" if found[4] else day


def _class(item: Element) -> str | None:
    found = next(_all(item, "itemClass"), None)
    return None if found is None else (found.get("qcode") or "").rpartition(":")[2] or None


def _provider(item: Element) -> str | None:
    """Return who sends the item: the name, else the code of the provider."""
    found = next(_all(item, "provider"), None)
    if found is None:
        return None
    code = (found.get("qcode") or "").rpartition(":")[2]
    return words(next(_all(found, "name"), None)) or found.get("literal") or code or None


def _first(root: Element, within: str | None, name: str) -> str | None:
    """Return the words of the first element of a name, inside the first of another one if told."""
    inside = root if within is None else next(_all(root, within), None)
    return None if inside is None else words(next(_all(inside, name), None))


def _all(root: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name, in whatever namespace."""
    return (element for element in root.iter() if local(element) == name)
