"""Reads a page of markup: its HTML in, the extracted text with its lines and zones out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from recoupe.clean.dates import is_date_line
from recoupe.clean.extraction import (
    MAX_ATTRIBUTES,
    Block,
    body_blocks,
    crowded,
    depth,
    parsed,
    visible_lines,
)
from recoupe.clean.fold import soft
from recoupe.clean.lines import Line, split_lines
from recoupe.clean.markup import Facts, facts_of, guessed_date
from recoupe.clean.outlets import domain_of
from recoupe.clean.plain import Marked
from recoupe.clean.published import Told, iso_date
from recoupe.clean.publishers import rights_holder
from recoupe.clean.zones import is_head_line, mark_lines
from recoupe.records import READ_ZONES, Failure, Page, Zone, ZoneKind

MAX_DEPTH = 250
"""libxml2 cuts a tree at 256 levels and loses what lies deeper; press pages stay under 60."""

HEAD_LINES = 15
"""Lines after the headline in which date, authors and sources are printed."""

FOOT_LINES = 15
"""Lines at the end of a page in which a site says whose it is."""


def read_html(page: Page) -> Marked | Failure:
    """Extract title, lead and body from a page and mark their lines.

    The text is the title, the lead and the paragraphs, parted by blank lines.
    """
    if crowded(page.content):
        reason = f"an element with more than {MAX_ATTRIBUTES:,} attributes: this is no article"
        return Failure(page.uri, "clean", reason)
    tree = parsed(page.content)
    if tree is None:
        return Failure(page.uri, "clean", "no markup that can be read")
    if depth(tree) >= MAX_DEPTH:
        return Failure(
            page.uri,
            "clean",
            f"markup nested {MAX_DEPTH} levels deep or more: it cannot be read whole",
        )
    facts = facts_of(tree)
    visible = split_lines("\n".join(visible_lines(tree, asides=False)))
    blocks = body_blocks(tree)
    if not blocks:
        return Failure(page.uri, "clean", "no article text found in the markup")
    return _marked(page, facts, blocks, visible, tree)


def _marked(
    page: Page, facts: Facts, blocks: Sequence[Block], visible: Sequence[Line], tree: HtmlElement
) -> Marked:
    title = (page.title or "").strip() or facts.title
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
        page.source or facts.outlet or _rights_in(tree, facts.address or page.uri),
        ", ".join(facts.authors) or None,
        (*head, *split_lines("\n".join(facts.authors))),
        facts.address,
    )


def _rights_in(tree: HtmlElement, address: str) -> str | None:
    """Return who has the rights in a page that no address names: "© Le Fanal" in its foot."""
    if domain_of(address):
        return None
    foot = split_lines("\n".join(visible_lines(tree, asides=True)))[-FOOT_LINES:]
    return next((name for line in reversed(foot) if (name := rights_holder(line))), None)


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
    return tuple(x for x in near if is_head_line(x))


def _told(page: Page, facts: Facts, head: Sequence[Line], tree: HtmlElement) -> Told:
    if page.date:
        return Told(iso_date(page.date), facts.told.updated)
    if facts.told.published or any(is_date_line(line.soft) for line in head):
        return facts.told
    guess = guessed_date(tree)
    return Told(guess, facts.told.updated) if guess else facts.told
