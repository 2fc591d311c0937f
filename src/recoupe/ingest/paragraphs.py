"""Takes the paragraphs out of markup: an element of XML or HTML in, their texts out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

BLOCKS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "br", "tr", "table", "blockquote",
    "section", "article", "header", "footer", "pre", "ul", "ol", "dl", "dt", "dd", "body", "hl1",
    "hl2", "hedline", "block", "byline", "dateline", "abstract", "fn", "note",
})  # fmt: skip
"""Elements of HTML and NITF that begin a line of their own."""

UNREAD = frozenset({"script", "style", "template", "media", "head"})
"""Elements whose text is none of the article's; ``media`` is NITF's picture with its caption."""

_SPACES = re.compile(r"[ \t\r\n\f\v]+")


def local(element: Element) -> str:
    """Return the name of an element without its namespace; that of a comment is empty."""
    tag: object = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def paragraphs(element: Element) -> list[str]:
    """Return the texts of the blocks of an element, in order; no-break spaces are kept."""
    text = "".join(_pieces(element))
    lines = (_SPACES.sub(" ", line).strip(" ") for line in text.split("\0"))
    return [line for line in lines if line.strip()]


def words(element: Element | None) -> str | None:
    """Return the whole text of an element on one line, ``None`` where there is none."""
    return None if element is None else " ".join(paragraphs(element)) or None


def _pieces(root: Element) -> Iterator[str]:
    """Yield the texts of an element in order, a NUL between blocks; nesting costs no recursion."""
    stack = [(root, False)]
    while stack:
        node, left = stack.pop()
        block = local(node).lower() in BLOCKS
        if block:
            yield "\0"
        if not left:
            stack.append((node, True))
            if local(node) and local(node).lower() not in UNREAD:
                yield _free(node.text)
                stack.extend((child, False) for child in reversed(node))
        elif node is not root:
            yield _free(node.tail)


def _free(text: str | None) -> str:
    return (text or "").replace("\0", "\ufffd")
