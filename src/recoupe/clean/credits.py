"""Reads who made a page: its zones in; byline and the agencies it credits out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from recoupe.clean.captions import is_byline
from recoupe.clean.datelines import dateline_of
from recoupe.clean.dates import words
from recoupe.clean.fold import soft
from recoupe.clean.lines import Line, split_lines
from recoupe.clean.outlets import named, sources_in
from recoupe.records import READ_ZONES, Article, Zone

_SIGNATURE = re.compile(r"[.!?…»”\"]\s*\(([^()]{2,40})\)\s*\.?$")

MAX_BYLINE_CHARS = 120
"""A byline with three names and their paper."""


def credits_of(lines: Sequence[Line], zones: Sequence[Zone]) -> tuple[str, ...]:
    """Return the canonical names of the agencies and media named as sources, in order, once each.

    They stand in the lines of credits and dates, in the dateline, and in the body where words
    beside them make them a source ("selon un reportage de …", "a rapporté l'agence …").
    """
    found: dict[str, None] = {}
    for line, zone in zip(lines, zones, strict=True):
        found.update(dict.fromkeys(_named_in(line, zone)))
    return tuple(found)


def page_credits(article: Article) -> tuple[str, ...]:
    """Return the credits that hold for a page, without those the text gives for one passage.

    « La rédaction avec AFP », "ORLEVAN (Reuters) -" hold for the page; « a rapporté l'AFP » does
    not. A credit that stands in the markup alone, outside the text, holds for the page.
    """
    of_page, of_passage = set[str](), set[str]()
    for zone in article.zones:
        for line in split_lines(article.text[zone.start : zone.end]):
            told = set(sources_in(line.text)) if zone.kind in READ_ZONES else set()
            of_passage |= told
            of_page |= {c for c in _named_in(line, zone) if zone.kind not in READ_ZONES}
            if zone.kind in READ_ZONES:
                of_page |= {*_of_dateline(line.text), *_signed(line.text)}
    return tuple(c for c in article.credits if c in of_page or c not in of_passage)


def _named_in(line: Line, zone: Zone) -> Iterator[str]:
    if zone.kind in {"metadata", "credit"}:
        yield from (n.name for n in named(line.text))
        yield from _after_with(line.text)
    elif zone.kind in READ_ZONES:
        yield from _of_dateline(line.text)
        yield from sources_in(line.text)
        yield from _signed(line.text)


def _of_dateline(text: str) -> Iterator[str]:
    opening = dateline_of(text)
    for source in opening.sources if opening else ():
        known = [n.name for n in named(source)]
        yield from known or ([source] if _is_agency(source) else [])


def _signed(text: str) -> Iterator[str]:
    """Yield the known names in the brackets that close a paragraph: « … en avril. (avec AFP) »."""
    if found := _SIGNATURE.search(text):
        yield from (n.name for n in named(found[1]))


def _after_with(text: str) -> Iterator[str]:
    """Yield what stands after "avec" at the end of a line of authors, where no list knows it."""
    found = re.search(
        rf"\b(?:{'|'.join(map(re.escape, words().with_words))})\s+([^,;:|()–—]{{2,40}})$", text
    )
    if found and _is_agency(found[1].strip()) and not any(named(found[1])):
        yield found[1].strip()


def _is_agency(text: str) -> bool:
    """Tell whether a bracketed or named source reads as a name: each word high, none a clock's."""
    parts = text.split()
    return all(w[0].isupper() and w.lower() not in words().joints for w in parts) and not re.search(
        r"\d", text
    )


def byline_of(lines: Sequence[Line], zones: Sequence[Zone]) -> str | None:
    """Return the authors as the byline names them, without "Par", dates and what follows."""
    for line, zone in zip(lines, zones, strict=True):
        if zone.kind == "metadata" and is_byline(line) and line.size <= 2 * MAX_BYLINE_CHARS:
            return _names(line.text)
    return None


def _names(text: str) -> str | None:
    """Cut the names out of a byline: from the first capital to the first word that is no name.

    >>> _names("Par Anne Duval et Marc Roy avec AFP, publié le 3 mars 2025")
    'Anne Duval et Marc Roy'
    """
    opening = words().byline.match(soft(text) + " ")
    rest = re.split(r"\s*(?:\d|[|•–—(]|\s-\s)", text, maxsplit=1)[0].split()
    rest = rest[len(opening[0].split(":")[0].split()) if opening else 1 :]
    if rest and rest[0].islower():  # the place of a correspondent comes first
        comma = next((i for i, word in enumerate(rest) if word.endswith(",")), len(rest))
        rest = rest[comma + 1 :]
    kept: list[str] = []
    for word in rest:
        bare = word.strip(",;.")
        if not bare[:1].isupper() and bare.lower() not in words().between_names:
            break
        kept.append(word)
    while kept and not kept[-1][:1].isupper():
        kept.pop()
    return " ".join(kept).strip(" ,;") or None
