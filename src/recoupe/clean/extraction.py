"""Takes the text out of markup: HTML in, the blocks of its article or its visible lines out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import (  # type: ignore[import-untyped]
    HtmlElement,
    HTMLParser,
    document_fromstring,
)
from trafilatura import bare_extraction, baseline
from trafilatura.settings import Document

from recoupe.clean.markup import opens_aside
from recoupe.records import ZoneKind

MAX_ELEMENTS = 20_000
"""Elements up to which trafilatura is asked: it takes 2 to 4 s for 20,000, and more than their
share beyond. A long live page has 10,000."""

MAX_ATTRIBUTES = 2_000
"""Attributes of one element over which a page is not parsed: libxml2 finds the place of each by
walking over all before it, in compiled code that no timer breaks off (5,000: 0.02 s; 40,000: 1.7 s;
150,000: 71 s)."""

MAX_BLOCKS = 20_000
"""Lines taken from a page that only its visible text can be had of."""

MIN_BODY_CHARS = 120
"""Less than this is no article but a teaser: the next way of extraction is tried."""

_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|&#(?:x0*1?[0-9a-fA-F]|0*[12]?[0-9]|0*3[01]);"
)
"""What XML cannot hold, as characters and as references; lxml refuses to write it back."""
_BLANKS = re.compile("[ \t\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "td",
        "th",
        "tr",
        "table",
        "section",
        "article",
        "header",
        "footer",
        "aside",
        "nav",
        "figure",
        "figcaption",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "pre",
        "form",
        "br",
        "hr",
        "address",
        "main",
        "title",
        "time",
    ]
)
_SILENT = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "iframe",
        "button",
        "select",
        "textarea",
    }
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the extracted text and what the markup says it is."""

    text: str
    kind: ZoneKind


def parsed(content: str) -> HtmlElement | None:
    """Parse markup of any quality; ``None`` where no element can be made of it."""
    data = _CONTROLS.sub(" ", content).encode("utf-8", "replace")
    try:
        return document_fromstring(data, parser=HTMLParser(encoding="utf-8", remove_comments=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def crowded(content: str) -> bool:
    """Tell whether an element has more attributes than can be parsed in a bearable time.

    No tree is built for that: 3 ms for a page of 160 kB, 0.07 s for 150,000 attributes.
    """
    if len(content) <= 2 * MAX_ATTRIBUTES:
        return False
    parser = HTMLParser(target=_Attributes(), encoding="utf-8")
    try:
        return bool(document_fromstring(content.encode("utf-8", "replace"), parser=parser))
    except (etree.LxmlError, ValueError, AssertionError):
        return False


class _Attributes:
    """Gets the elements of a page while it is read; says at its end whether one was crowded."""

    def __init__(self) -> None:
        self._most = 0

    def start(self, _tag: str, attributes: Mapping[str, str]) -> None:
        self._most = max(self._most, len(attributes))

    def close(self) -> bool:
        return self._most > MAX_ATTRIBUTES


def depth(tree: HtmlElement) -> int:
    """Return how many elements stand inside one another at the deepest place."""
    level = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest


def body_blocks(tree: HtmlElement) -> list[Block]:
    """Return the article's blocks by trafilatura, its baseline, or the visible lines themselves."""
    if sum(1 for _ in tree.iter()) <= MAX_ELEMENTS:
        markup = etree.tostring(tree, encoding="unicode", method="html")
        for extract in (_extracted, _by_baseline):
            blocks = extract(markup)
            if sum(len(b.text) for b in blocks) >= MIN_BODY_CHARS:
                return blocks
    return [Block(line, "body") for line in islice(visible_lines(tree), MAX_BLOCKS)]


_FAULTS = (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError)
"""What trafilatura lets through on broken pages."""


def _extracted(markup: str) -> list[Block]:
    try:
        found = bare_extraction(markup, include_comments=False, include_tables=True)
    except _FAULTS:
        return []
    body = found.body if isinstance(found, Document) else None
    return list(_blocks(body)) if body is not None else []


def _by_baseline(markup: str) -> list[Block]:
    try:
        body, _, _ = baseline(markup)
    except _FAULTS:
        return []
    return list(_blocks(body))


def _blocks(body: HtmlElement) -> Iterator[Block]:
    for element in body:
        yield from _lines_of(element, "heading" if element.tag == "head" else "body")


def _lines_of(element: HtmlElement, kind: ZoneKind) -> Iterator[Block]:
    parts: list[str] = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and each.tag in {"lb", "item", "p", "cell"}:
            parts.append("\n")
        if event == "start" and each.text:
            parts.append(each.text.replace("\n", " "))
        elif event == "end" and each is not element:
            parts.append((each.tail or "").replace("\n", " "))
    for line in "".join(parts).split("\n"):
        text = _BLANKS.sub(" ", line).strip()
        if text:
            yield Block(text, kind)


def visible_lines(tree: HtmlElement, *, asides: bool = True) -> Iterator[str]:
    """Yield the page's visible text, a line a block, without what the browser does not show.

    ``asides``: with comments, teasers and menus too.
    """
    body = tree.find("body")
    parts: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(
        body if body is not None else tree, events=("start", "end")
    ):
        if not isinstance(element.tag, str):
            continue
        if element.tag in _SILENT or (not asides and opens_aside(element)):
            hidden += 1 if event == "start" else -1
        if element.tag in _BLOCKS:
            parts.append("\n")
        text = element.text if event == "start" else element.tail
        if text and not hidden:
            parts.append(" ".join(text.split("\n")))
    yield from (" ".join(x.split()) for x in "".join(parts).split("\n") if x.strip())
