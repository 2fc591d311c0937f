"""Reads a page of markup: its HTML in, the extracted text with its lines and zones out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import (  # type: ignore[import-untyped]
    HtmlElement,
    HTMLParser,
    document_fromstring,
)
from trafilatura import bare_extraction, baseline
from trafilatura.settings import Document

from recoupe.clean.captions import is_byline
from recoupe.clean.dates import is_date_line
from recoupe.clean.fold import soft
from recoupe.clean.lines import Line, split_lines
from recoupe.clean.markup import Facts, facts_of, guessed_date, opens_aside
from recoupe.clean.plain import Marked
from recoupe.clean.published import Told, iso_date
from recoupe.clean.zones import mark_lines
from recoupe.records import READ_ZONES, Failure, Page, Zone, ZoneKind

MAX_DEPTH = 250
"""libxml2 cuts a tree at 256 levels and loses what lies deeper; pages of the press stay under 60."""

MAX_ELEMENTS = 20_000
"""Elements up to which trafilatura is asked: it takes 2 to 4 s for 20,000, and more than their
share beyond. A long live page has 10,000."""

MAX_BLOCKS = 20_000
"""Lines taken from a page that only its visible text can be had of."""

HEAD_LINES = 15
"""Lines after the headline in which date, authors and sources are printed."""

MIN_BODY_CHARS = 120
"""Less than this is no article but a teaser: the next way of extraction is tried."""

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


def read_html(page: Page) -> Marked | Failure:
    """Extract title, lead and body from a page and mark their lines.

    The text is the title, the lead and the paragraphs, parted by blank lines.
    """
    tree = _parsed(page.content)
    if tree is None:
        return Failure(page.uri, "clean", "no markup that can be read")
    if _depth(tree) >= MAX_DEPTH:
        return Failure(
            page.uri,
            "clean",
            f"markup nested {MAX_DEPTH} levels deep or more: it cannot be read whole",
        )
    facts = facts_of(tree)
    visible = split_lines("\n".join(_visible_lines(tree, asides=False)))
    blocks = _body(tree)
    if not blocks:
        return Failure(page.uri, "clean", "no article text found in the markup")
    return _marked(page, facts, blocks, visible, tree)


def _parsed(content: str) -> HtmlElement | None:
    data = content.encode("utf-8", "replace").replace(b"\x00", b" ")
    try:
        return document_fromstring(data, parser=HTMLParser(encoding="utf-8", remove_comments=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _depth(tree: HtmlElement) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _body(tree: HtmlElement) -> list[Block]:
    """Return the article's blocks by trafilatura, its baseline, or the visible lines themselves."""
    if sum(1 for _ in tree.iter()) <= MAX_ELEMENTS:
        for extract in (_extracted, _by_baseline):
            blocks = extract(tree)
            if sum(len(b.text) for b in blocks) >= MIN_BODY_CHARS:
                return blocks
    return [Block(line, "body") for line in islice(_visible_lines(tree), MAX_BLOCKS)]


def _extracted(tree: HtmlElement) -> list[Block]:
    markup = etree.tostring(tree, encoding="unicode", method="html")
    try:
        found = bare_extraction(markup, include_comments=False, include_tables=True)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError):
        return []
    body = found.body if isinstance(found, Document) else None
    return list(_blocks(body)) if body is not None else []


def _by_baseline(tree: HtmlElement) -> list[Block]:
    markup = etree.tostring(tree, encoding="unicode", method="html")
    try:
        body, _, _ = baseline(markup)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError):
        return []
    return list(_blocks(body))


def _blocks(body: HtmlElement) -> Iterator[Block]:
    for element in body:
        if element.tag == "head":
            yield from _lines_of(element, "heading")
        elif element.tag in {"list", "quote", "table", "row", "div"} and len(element):
            yield from _lines_of(element, "body")
        else:
            yield from _lines_of(element, "body")


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
        text = " ".join(line.split(" ")).strip() if line else ""
        if text:
            yield Block(text, kind)


def _visible_lines(tree: HtmlElement, *, asides: bool = True) -> Iterator[str]:
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


def _marked(
    page: Page, facts: Facts, blocks: Sequence[Block], visible: Sequence[Line], tree: HtmlElement
) -> Marked:
    title = page.title or facts.title
    composed = _composed(title, facts.lead, blocks, visible)
    text = "\n\n".join(b.text for b in composed)
    lines = split_lines(text)
    zones = _zones(lines, composed, title)
    head = _head_lines(visible, title)
    return Marked(
        text,
        tuple(lines),
        zones,
        _told(page, facts, head, tree),
        page.source or facts.outlet,
        ", ".join(facts.authors) or None,
        (*head, *split_lines("\n".join(facts.authors))),
        facts.address,
    )


def _composed(
    title: str | None, lead: str | None, blocks: Sequence[Block], visible: Sequence[Line]
) -> list[Block]:
    """Set title and lead before the blocks, each once; the lead only where the page shows it."""
    title_fold, lead_fold = soft(title or ""), soft(lead or "").rstrip(". …")
    body = _below_title(blocks, title_fold)
    if lead_fold and len(lead_fold) > 40:  # noqa: PLR2004  (a slogan is no lead)
        shown = next((x.text for x in visible if x.soft.startswith(lead_fold[:300])), None)
        place = next(
            (i for i, b in enumerate(body[:4]) if soft(b.text).startswith(lead_fold)), None
        )
        if (
            place is None
            and shown is not None
            and not any(lead_fold[:60] in soft(b.text) for b in body)
        ):
            body = [Block(shown, "lead"), *body]
        elif place == 0 and len(body) > 1:
            body = [Block(body[0].text, "lead"), *body[1:]]
    return [Block(" ".join(title.split()), "title"), *body] if title else body


def _below_title(blocks: Sequence[Block], title: str) -> list[Block]:
    """Drop the headline, whatever extraction left above it, and a kicker run into it."""
    if not title:
        return list(blocks)
    folded = [soft(b.text) for b in blocks[:HEAD_LINES]]
    at = next(
        (i for i, f in enumerate(folded) if f.endswith(title) and len(f) < 2 * len(title)), -1
    )
    return list(blocks[at + 1 :])


def _zones(lines: Sequence[Line], blocks: Sequence[Block], title: str | None) -> tuple[Zone, ...]:
    """Join what the markup says of a block with what its wording says."""
    marked = mark_lines(lines, title)
    zones: list[Zone] = []
    for zone, block in zip(marked, blocks, strict=True):
        fixed: ZoneKind | None = block.kind if block.kind in {"title", "lead"} else None
        if block.kind == "heading" and zone.kind in READ_ZONES:
            fixed = "heading"
        zones.append(replace(zone, kind=fixed) if fixed else zone)
    return tuple(zones)


def _head_lines(visible: Sequence[Line], title: str | None) -> tuple[Line, ...]:
    """Return the lines below the headline that name dates and authors."""
    wanted = soft(title or "")
    at = next((i for i, line in enumerate(visible) if line.soft == wanted[:400]), None)
    if at is None:
        return ()
    near = visible[at + 1 : at + 1 + HEAD_LINES]
    return tuple(x for x in near if x.size <= 200 and (is_date_line(x.soft) or is_byline(x)))  # noqa: PLR2004


def _told(page: Page, facts: Facts, head: Sequence[Line], tree: HtmlElement) -> Told:
    if page.date:
        return Told(iso_date(page.date), facts.told.updated)
    if facts.told.published or any(is_date_line(line.soft) for line in head):
        return facts.told
    guess = guessed_date(tree)
    return Told(guess, facts.told.updated) if guess else facts.told
