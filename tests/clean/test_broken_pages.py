"""Broken input made by hypothesis: every page is an article or a failure, every zone a whole line.

``RECOUPE_EXAMPLES=2000 pytest tests/clean/test_broken_pages.py`` makes the full run.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recoupe.clean import clean
from recoupe.ingest import pages
from recoupe.records import Article, Failure, Page
from recoupe.settings import Settings

EXAMPLES = int(os.environ.get("RECOUPE_EXAMPLES", "100"))
bounded = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

PIECES = [
    "Le préfet d'Ancelle a rouvert la route, disent les maires de toute la vallée. ",
    "À lire aussi",
    "3 commentaires",
    "Publié le 3 mars 2025 à 9h05",
    "CLERVAL, 3 mars (AFP) - ",
    "« ",
    " »",
    "“",
    '"',
    "‘",
    "\n",
    "\r\n",
    "\r",
    "\u2028",
    "\x85",
    "\u00a0",
    "\t",
    "\x00",
    "\ufffd",
    "\U0001f600",
    "• ",
    "© ",
    "(",
    "Par ",
    "x" * 500,
]
TAGS = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<h1>",
    "<time datetime='2025-03-03'>",
    "<br>",
    "<",
    "&",
    "<!--",
]
TAGS += ["<script type='application/ld+json'>", "{", "[", "</script>", "<table>", "<li>", "<title>"]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=40).map("".join)
markups = st.lists(st.sampled_from(PIECES + TAGS) | st.text(max_size=20), max_size=40).map("".join)


def _check(found: Article | Failure) -> None:
    if isinstance(found, Failure):
        assert found.reason
        assert "\n" not in found.reason
        return
    end = 0
    for zone in found.zones:
        assert end <= zone.start < zone.end <= len(found.text)
        assert found.text[zone.start : zone.end].strip()
        end = zone.end
    if found.title is not None:
        assert found.text[found.title.start : found.title.end] == found.title.text


@bounded
@given(texts)
def test_any_text_is_an_article_or_a_failure(text: str) -> None:
    found = clean(Page("p", "text/plain", text), Settings(), lambda _: "fr")
    _check(found)
    if isinstance(found, Article):
        assert found.text == text
        marked = "".join(text[z.start : z.end] for z in found.zones)
        assert "".join(text.split()) == "".join(marked.split())


@bounded
@given(markups)
def test_any_markup_is_an_article_or_a_failure(text: str) -> None:
    _check(clean(Page("p", "text/html", text), Settings(), lambda _: "fr"))


@bounded
@given(st.binary(max_size=300) | texts.map(lambda t: t.encode("utf-8", "replace")[:-1]))
def test_any_bytes_are_pages_or_failures(tmp_path: Path, data: bytes) -> None:
    for name in ("a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.txt.gz"):
        path = tmp_path / name
        path.write_bytes(data)
        for found in pages([path], Settings()):
            if isinstance(found, Page):
                _check(clean(found, Settings(), lambda _: "fr"))
            else:
                assert found.reason


LONG = {
    "one word": "a" * 2_000_000,
    "one line": "mot " * 500_000,
    "quote marks": '"' * 1_000_000,
    "guillemets": "« " * 500_000,
    "names": "Le Monde " * 200_000,
    "short lines": "Le mot\n" * 19_000,
    "comment headings": "Commentaires\n" * 19_000,
    "dates": "3 mars 2025 " * 100_000,
    "brackets": "(" * 1_000_000,
}
NESTED = {
    "open divisions": "<div>" * 100_000,
    "nested lists": "<ul><li>" * 50_000,
    "nested tables": "<table><tr><td>" * 30_000,
    "nested JSON": "<script type='application/ld+json'>" + "[" * 100_000 + "</script><p>a</p>",
    "open comment": "<!--" * 200_000,
    "less-than signs": "<" * 500_000,
}


@pytest.mark.parametrize("name", LONG)
def test_long_texts_end(name: str) -> None:
    _check(clean(Page("p", "text/plain", LONG[name]), Settings(), lambda _: "fr"))


@pytest.mark.parametrize("name", NESTED)
def test_nested_markup_ends(name: str) -> None:
    _check(clean(Page("p", "text/html", NESTED[name]), Settings(), lambda _: "fr"))
