"""Reads articles as Factiva exports them: markup or text in, one page an article out.

The form is that which public readers of such files agree on. In HTML an article is a ``div`` of the
class ``article frArticle`` (``en``, ``de`` …); with indexing it holds a table of codes (``HD`` the
headline, ``PD`` the day, ``SN`` the source, ``LP`` and ``TD`` the text), without it a headline, a
line of its length, the day, the source, then the text in ``articleParagraph``. In RTF it is the
same in lines. Either way it ends with ``Document`` and its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement, document_fromstring  # type: ignore[import-untyped]

from recoupe.ingest.made import About, made
from recoupe.ingest.paragraphs import paragraphs
from recoupe.records import Failure, Page
from recoupe.settings import Settings

CODES = frozenset({
    "AN", "ART", "BY", "CLM", "CO", "CR", "CT", "CY", "ED", "ET", "HD", "IN", "IPC", "IPD", "LA",
    "LP", "NS", "PD", "PG", "PUB", "RE", "RF", "SC", "SE", "SN", "TD", "VOL", "WC",
})  # fmt: skip
"""What the service calls the parts of an article."""

HEAD_LINES = 10
"""Lines below the day in which source, code, page, language and rights stand: at most seven."""

_ARTICLE = re.compile(r"\barticle [a-z]{2}Article\b")
_END = re.compile(r"^(?:AN[\s|]+)?Do[ck]ument\w?\s+[A-Za-z]{2,12}[0-9][A-Za-z0-9]{8,}\s*$")
_LENGTH = re.compile(r"^\d[\d.,\s]*\s[^\W\d]{3,12}$")
_DAY = re.compile(r"^(?=.*\b\d{1,2}\b).{0,30}\b(?:19|20)\d{2}\b.{0,12}$")
_HOUR = re.compile(r"^\d{1,2}\s?[:h.]\s?\d{2}\b.{0,12}$")
_RIGHTS = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)
_CODED = re.compile(r"^([A-Z]{2,3})(?:\s*\|\s*|\t\s*|\s{2,}|\s*$)(.*)$")


@dataclass(frozen=True, slots=True)
class _Article:
    about: About
    body: list[str]


def is_export(markup: str) -> bool:
    """Tell whether markup is an export: a block of the service's class for an article."""
    return _ARTICLE.search(markup) is not None


def is_text_export(text: str) -> bool:
    """Tell whether text is an export: a line with the number of a document ends an article."""
    return any(_END.match(line.strip(" |\f")) for line in text.splitlines())


def articles(markup: str, uri: str, settings: Settings) -> Iterator[Page | Failure]:
    """Make a page of each article of an HTML export."""
    blocks = document_fromstring(markup).iter("div")
    found = (b for b in blocks if _ARTICLE.search(b.get("class") or ""))
    for number, block in enumerate(found, 1):
        yield _page(_of_lines(_lines(block)), f"{uri}#{number}", settings)


def text_articles(text: str, uri: str, settings: Settings) -> Iterator[Page | Failure]:
    """Make a page of each article of an export in lines; what follows the last one is a summary."""
    lines: list[str] = []
    number = 0
    for line in text.splitlines():
        lines.append(line.strip(" |\f"))
        if _END.match(lines[-1]):
            number += 1
            yield _page(_of_lines([x for x in lines if x]), f"{uri}#{number}", settings)
            lines = []
    rest = _of_lines([x for x in lines if x])
    if rest.about.date and rest.body:
        yield _page(rest, f"{uri}#{number + 1}", settings)


def _page(found: _Article, place: str, settings: Settings) -> Page | Failure:
    if not found.body:
        return Failure(place, "ingest", "the article has no text: it was exported as a headline")
    head = [found.about.title] if found.about.title else []
    return made(place, "\n\n".join([*head, *found.body]), settings, found.about)


def _lines(block: HtmlElement) -> list[str]:
    """Return the lines of an article; a row of its table becomes its code, a tab, and the rest."""
    rows = [row for row in block.iter("tr") if len(row) > 1]
    if not rows:
        return paragraphs(block)
    lines: list[str] = []
    for row in rows:
        code, *values = (paragraphs(cell) for cell in row)
        first, *rest = [line for value in values for line in value] or [""]
        lines += [f"{''.join(code)}\t{first}", *rest]
    return lines


def _of_lines(lines: list[str]) -> _Article:
    lines = [line for line in lines if not _END.match(line)]
    coded = _coded(lines)
    if "HD" in coded and ("TD" in coded or "LP" in coded):
        return _of_codes(coded)
    return _uncoded(lines)


def _coded(lines: list[str]) -> dict[str, list[str]]:
    """Return the lines under each code."""
    found: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        match = _CODED.match(line)
        if match and match[1] in CODES and match[1] not in found:
            code = match[1]
            found[code] = [match[2].strip(" |")] if match[2].strip(" |") else []
        else:
            found.setdefault(code, []).append(line)
    return found


def _of_codes(coded: dict[str, list[str]]) -> _Article:
    def told(code: str) -> str | None:
        return " ".join(coded.get(code, ())) or None

    body = [*coded.get("LP", ()), *coded.get("TD", ())]
    return _Article(About(told("HD"), told("PD"), told("SN")), body)


def _uncoded(lines: list[str]) -> _Article:
    """Find the head by the line that gives the length, which the day follows."""
    at = next((i for i in range(len(lines) - 1) if _is_length(lines, i)), None)
    if at is None:
        return _Article(About(), lines)
    above, day, below = lines[:at], lines[at + 1], lines[at + 2 :]
    if below and _HOUR.match(below[0]):
        day, below = f"{day} {below[0]}", below[1:]
    source = below[0] if below else None
    title = max(above, key=len) if above else None
    return _Article(About(title, day, source), _below_head(below))


def _is_length(lines: list[str], i: int) -> bool:
    return bool(_LENGTH.match(lines[i]) and _DAY.match(lines[i + 1]))


def _below_head(lines: list[str]) -> list[str]:
    """Return the lines below the line of rights, or without one below the source."""
    rights = [i for i, line in enumerate(lines[:HEAD_LINES]) if _RIGHTS.search(line)]
    return lines[rights[-1] + 1 if rights else 1 :]
