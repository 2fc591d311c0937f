"""Reads an HTML export of Europresse: the file's markup in, one page an article out.

The form is that which public readers of such files agree on: an ``article`` each, its ``header``
with the classes ``DocPublicationName`` (the outlet and its number), ``DocHeader`` (the date, the
number of words), ``titreArticle``, ``rdp__subtitle``, ``docAuthors``, then ``DocText`` or
``docOcurrContainer``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement, document_fromstring  # type: ignore[import-untyped]

from recoupe.ingest.made import About, made
from recoupe.ingest.paragraphs import paragraphs, words
from recoupe.records import Failure, Page
from recoupe.settings import Settings

_NUMBER = re.compile(r",\s[^,]*\d.*$")


def is_export(markup: str) -> bool:
    """Tell whether markup is an export: articles with the service's names for their parts."""
    return "<article" in markup and "DocPublicationName" in markup


def articles(markup: str, uri: str, settings: Settings) -> Iterator[Page | Failure]:
    """Make a page of each article; its address is its number in the file."""
    for number, article in enumerate(document_fromstring(markup).iter("article"), 1):
        yield _page(article, f"{uri}#{number}", settings)


def _page(article: HtmlElement, place: str, settings: Settings) -> Page | Failure:
    text = _first(article, "DocText", "docOcurrContainer")
    if text is None or not (body := paragraphs(text)):
        return Failure(place, "ingest", "the article has no text: no DocText, no docOcurrContainer")
    title = words(_first(article, "titreArticle", "titreArticleVisu", "rdp__articletitle"))
    head = [title, words(_first(article, "rdp__subtitle")), words(_first(article, "docAuthors"))]
    source = words(_first(article, "DocPublicationName"))
    about = About(
        title, words(_first(article, "DocHeader")), _NUMBER.sub("", source) if source else None
    )
    return made(place, "\n\n".join([*filter(None, head), *body]), settings, about)


def _first(article: HtmlElement, *classes: str) -> HtmlElement | None:
    """Return the first element of one of the classes that holds words."""
    for name in classes:
        for element in article.iter():
            if name in (element.get("class") or "").split() and words(element):
                return element
    return None
