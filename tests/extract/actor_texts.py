"""Helpers of the tests of mentions, actors and speakers: marked text in, parsed article out."""

from __future__ import annotations

import re

from recoupe.parsed import Parsed
from recoupe.pipeline import parser_for
from recoupe.records import Article, Published, Quotation, Span, Zone, ZoneKind
from recoupe.settings import Settings

_MENTION = re.compile(r"\[([^\[\]|]+)\|([pocg])\]")
KINDS = {"p": "person", "o": "organisation", "c": "country", "g": "group"}


def parse(text: str, language: str = "fr", kind: ZoneKind = "body") -> Parsed:
    """Parse a text as the body of an article; a line that starts with "# " is its title."""
    zones, at = [], 0
    for line in text.splitlines(keepends=True):
        zones.append(Zone(at, at + len(line), "title" if line.startswith("# ") else kind))
        at += len(line)
    article = Article("a", "a.txt", text, tuple(zones), Published(None, "none"), language)
    return next(iter(parser_for(Settings()).parse([article])))


def unmark(marked: str) -> tuple[str, set[tuple[int, int, str]]]:
    """Take "[words|kind]" marks off a text: the bare text, the spans with their kinds."""
    text, spans, at = "", set(), 0
    for match in _MENTION.finditer(marked):
        text += marked[at : match.start()]
        spans.add((len(text), len(text) + len(match.group(1)), KINDS[match.group(2)]))
        text += match.group(1)
        at = match.end()
    return text + marked[at:], spans


def quoted(marked: str) -> tuple[str, list[Quotation]]:
    """Take the marks "{n:content}" and "<n:source>" off a text and make its quotations.

    A content that begins with "=" is reported speech, without marks of quotation. A source may
    stand inside the content of another quotation.
    """
    text = re.sub(r"\{\d:=?|<\d:|[}>]", "", marked)
    contents: dict[str, Span] = {}
    sources: dict[str, Span] = {}
    kinds: dict[str, str] = {}
    opened: list[tuple[str, str, int]] = []
    at = 0
    for piece in re.finditer(
        r"\{(\d):(=?)|<(\d):|[}>]|[^{}<>]+?(?=\{\d:|<\d:|[}>]|$)", marked, re.DOTALL
    ):
        if piece.group(1):
            kinds[piece.group(1)] = "indirect" if piece.group(2) else "direct"
            opened.append(("content", piece.group(1), at))
        elif piece.group(3):
            opened.append(("source", piece.group(3), at))
        elif piece.group() in "}>":
            what, number, start = opened.pop()
            (contents if what == "content" else sources)[number] = Span.of(text, start, at)
        else:
            at += len(piece.group())
    return text, [
        Quotation(n, "a", kinds[n], (contents[n],), None, sources.get(n))  # type: ignore[arg-type]
        for n in sorted(contents)
    ]
