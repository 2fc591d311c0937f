"""Whole invented pages: each line must get the zone that is written before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from recoupe.clean import clean
from recoupe.records import READ_ZONES, Article, Page
from recoupe.settings import Settings

KINDS = {
    "T": "title",
    "L": "lead",
    "H": "heading",
    "B": "body",
    "c": "caption",
    "k": "credit",
    "m": "metadata",
    "n": "navigation",
    "o": "comments",
    "r": "related",
    "a": "appeal",
    "d": "advertisement",
    "t": "repeated_title",
}
TODAY = date(2026, 11, 23)


@dataclass
class Marked:
    """A page of the file: its text, the expected letter of each line, and what must be found."""

    name: str
    language: str
    text: str = ""
    lines: list[tuple[str, str]] = field(default_factory=list)
    wanted: dict[str, str] = field(default_factory=dict)


def _pages(language: str) -> Iterator[Marked]:
    source = Path(__file__).with_name(f"pages_{language}.txt").read_text(encoding="utf-8")
    for chunk in source.split("\n= ")[1:]:
        name, *rest = chunk.rstrip("\n").split("\n")
        page = Marked(name, language)
        for line in rest:
            if line[1:4] == " | ":
                page.lines.append((line[0], line[4:]))
                page.text += line[4:]
            elif ": " in line:
                key, value = line.split(": ", 1)
                page.wanted[key] = value
                continue
            page.text += "\n"
        yield page


ALL = [p for code in ("fr", "en") for p in _pages(code)]


def _read(page: Marked) -> Article:
    today = date.fromisoformat(page.wanted.get("today", TODAY.isoformat()))
    found = clean(
        Page("pages/article.txt", "text/plain", page.text),
        Settings(),
        lambda _: page.language,
        today,
    )
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("page", ALL, ids=lambda p: p.name)
def test_every_line_gets_its_zone(page: Marked) -> None:
    article = _read(page)
    found = []
    for _, line in page.lines:
        at = page.text.index(line) if not found else page.text.index(line, found[-1][1])
        kind = next(z.kind for z in article.zones if z.start <= at < z.end)
        found.append((kind, at + len(line), line))
    for (letter, line), (kind, _, _) in zip(page.lines, found, strict=True):
        if letter == "x":
            assert kind not in READ_ZONES, line
        elif letter == "b":
            assert kind in READ_ZONES, line
        else:
            assert kind == KINDS[letter], line


@pytest.mark.parametrize("page", ALL, ids=lambda p: p.name)
def test_the_page_is_dated_and_credited(page: Marked) -> None:
    article = _read(page)
    told = article.published
    found = {
        "published": told.value,
        "updated": told.updated,
        "basis": told.basis,
        "latest": told.latest,
        "outlet": article.outlet,
        "byline": article.byline,
        "credits": ", ".join(article.credits) or None,
    }
    for key in found.keys() & page.wanted.keys():
        wanted = page.wanted[key]
        assert found[key] == (None if wanted == "-" else wanted), key


def test_there_are_enough_pages() -> None:
    assert len(ALL) >= 20
