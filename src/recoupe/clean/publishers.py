"""Reads who published a page: what its fields, address and lines say in, the outlet's name out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from recoupe.clean.dates import words
from recoupe.clean.fold import soft
from recoupe.clean.furniture import banner_domain
from recoupe.clean.lines import Line
from recoupe.clean.outlets import canonical, domain_of, is_agency, named, outlet_of_domain
from recoupe.records import READ_ZONES, Zone, ZoneKind

OWN_ZONES: frozenset[ZoneKind] = frozenset({"navigation", "metadata", "appeal", "credit"})
"""Zones in which a site speaks of itself; teasers and comments speak of others."""

MAX_RIGHTS_CHARS = 120
"""A longer line about rights is a sentence about what may be copied."""

MAX_NAME_CHARS = 50
MAX_NAME_WORDS = 7
"""« Le Quotidien du Nord et des Deux-Rives » has seven with "et"; a sentence has more."""

FEWEST_WORDS = 2
"""Words of a banner: one alone (« Culture ») is a section."""

_SIGN = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)
_EDGES = " .,;:–—-|/()"
_YEARS = re.compile(r"\b\d{4}(?:\s*[-–]\s*\d{2,4})?\b")
_PARTS = re.compile(r"\s+[|–—/-]\s+|[|©]|\.\s|\.$|,\s")


def outlet_of(
    lines: Sequence[Line], zones: Sequence[Zone], uri: str, told: str | None
) -> str | None:
    """Return who published the page: as told, by its address, else as the page prints it."""
    if told:
        return canonical(told) or (outlet_of_domain(told) if _is_domain(told) else told.strip())
    domain = domain_of(uri)
    return outlet_of_domain(domain) if domain else _printed(lines, zones)


def _is_domain(text: str) -> bool:
    return "." in text and " " not in text.strip() and text.islower()


def _printed(lines: Sequence[Line], zones: Sequence[Zone]) -> str | None:
    own = [line for line, zone in zip(lines, zones, strict=True) if zone.kind in OWN_ZONES]
    found = next((d for line in own if (d := banner_domain(line))), None)
    if found:
        known = outlet_of_domain(found)
        return found if known == found.lower().removeprefix("www.") else known
    below = _below(lines, zones)
    ways = ((own, _provider), (own, _reserving), (below, rights_holder), (own, _signing))
    printed = next((name for some, way in ways for line in some if (name := way(line))), None)
    return printed or _named_by_itself(lines, zones) or _banner(lines, zones)


def _below(lines: Sequence[Line], zones: Sequence[Zone]) -> list[Line]:
    """Return the lines of the site itself under the last that is read of the article."""
    last = max((i for i, zone in enumerate(zones) if zone.kind in READ_ZONES), default=-1)
    placed = zip(lines[last + 1 :], zones[last + 1 :], strict=True)
    return [line for line, zone in placed if zone.kind in OWN_ZONES]


def _provider(line: Line) -> str | None:
    """Return X of "information fournie par X avec Y": the first name after the phrase."""
    phrase = next((p for p in words().providers if line.soft.startswith(p)), None)
    if phrase is None:
        return None
    return next((n.name for n in named(line.text)), None)


def _reserving(line: Line) -> str | None:
    """Return X of "© X" with a year or a word about rights: alone it can be who took a picture."""
    told = _YEARS.search(line.text) or any(r in line.soft for r in words().rights)
    return rights_holder(line) if told else None


def rights_holder(line: Line) -> str | None:
    """Return X of a line that is "© X 2025", "(c) 2025 X" or "X, tous droits réservés".

    An agency has rights in pictures and dispatches of pages that are not its own.
    """
    sign = _SIGN.search(line.text)
    if line.size > MAX_RIGHTS_CHARS or not (sign or any(r in line.soft for r in words().rights)):
        return None
    behind = line.text[sign.end() :] if sign else line.text
    for part in _PARTS.split(_YEARS.sub("|", behind)):
        name = (part or "").strip(_EDGES)
        if soft(name).startswith(words().rights):
            continue
        if name and _SIGN.fullmatch(name) is None:
            found = canonical(name) or (name if _is_name(name) else None)
            return None if found is None or is_agency(found) else found
    return None


def _signing(line: Line) -> str | None:
    """Return the outlet that signs in an author's place: "Par Le Fanal avec Reuters".

    A name that no list knows is one where it begins with an article, as no person's does.
    """
    pattern = rf"^(?:(?:{words().byline.pattern.lstrip('^')}))?"
    start = found.end() if (found := re.match(pattern, line.soft + " ")) else 0
    behind = "|".join(map(re.escape, words().with_words))
    parts = re.split(rf"\s(?:{behind})\s", line.text[start:], maxsplit=1)
    name = parts[0].strip(_EDGES)
    if len(parts) == 1 or not any(True for _ in named(parts[1])):
        return None
    known = canonical(name)
    if known:
        return None if is_agency(known) else known
    first, _, rest = name.partition(" ")
    article = rest[:1].isupper() and soft(first) in words().name_articles
    return name if article and first[:1].isupper() and _is_name(name) else None


def _is_name(text: str) -> bool:
    """Tell whether a few words begin as a name does."""
    few = len(text) <= MAX_NAME_CHARS and len(text.split()) <= MAX_NAME_WORDS
    return few and text[:1].isupper() and not re.search(r"\d{3}|[!?:]", text)


def _named_by_itself(lines: Sequence[Line], zones: Sequence[Zone]) -> str | None:
    """Return the one known outlet which appeals and rights notices name."""
    kinds = {"appeal", "navigation"}
    texts = [x.text for x, z in zip(lines, zones, strict=True) if z.kind in kinds]
    found = {n.name for text in texts for n in named(text)}
    return found.pop() if len(found) == 1 else None


def _banner(lines: Sequence[Line], zones: Sequence[Zone]) -> str | None:
    """Return the name that stands alone above the page and again in a credit or appeal of it.

    « Le Fanal du Nord » over the sections, « Photo Le Fanal du Nord / Inès Marchal » below.
    """
    again = [
        line.text
        for line, zone in zip(lines, zones, strict=True)
        if zone.kind in {"caption", "credit", "appeal", "metadata"}
    ]
    for name in _standing_alone(lines, zones):
        if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for text in again):
            return name
    return None


def _standing_alone(lines: Sequence[Line], zones: Sequence[Zone]) -> Iterator[str]:
    for line, zone in zip(lines, zones, strict=True):
        if zone.kind in {"title", "lead", "body"}:
            return
        name = line.text.strip()
        parts = name.split()
        high = [p for p in parts if p[:1].isupper()]
        if zone.kind == "navigation" and len(high) >= FEWEST_WORDS and _is_name(name):
            yield name
