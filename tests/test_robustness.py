"""Whatever a page is made of, it becomes an article or a failure, and its offsets hold.

``RECOUPE_EXAMPLES=2000 pytest tests/test_robustness.py`` makes the full run.
"""

from __future__ import annotations

import os
import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import recoupe
from recoupe import ingest, pipeline
from recoupe.dossier import store
from recoupe.dossier.read import Dossier
from recoupe.dossier.write import write
from recoupe.records import Failure, Reading, Span

EXAMPLES = int(os.environ.get("RECOUPE_EXAMPLES", "60"))

UNFORESEEN = re.compile(r"\w+(Error|Exception|Iteration|Warning): ")

SENTENCE = "« Le bac partira demain », a dit mardi la directrice, Léa Sorel, à La Vigie.\n"

FRENCH = SENTENCE * 25
"""Enough for the language to be told, so that what follows it is parsed."""

fragments = st.sampled_from(
    [
        SENTENCE,
        SENTENCE.upper(),
        SENTENCE.replace(" ", "\u00a0"),
        "The ferry “will leave tomorrow”, said Ann Tarrow, the director, on Tuesday.\n",
        "Selon le ministère, le port serait fermé jusqu'au 31 avril 2031.\r\n",
        "« « ‹ ", "» ” ›", '"', "'", "—", "\u2028", "\x00", "\ufeff", "\u200f",
        "e\u0301", "\U0001f6a2",
        "a-t-il dit", "que que que", "M. ", "99/99/9999", "le 0 mars", "1" * 40, "é" * 300, "\t\n",
        "Partager", "Lire aussi :", "Publié le 32/13/2031 à 25h61",
    ]
)  # fmt: skip
tags = st.sampled_from(
    ["<div>", "</div>", "<p>", "</p>", "<b", ">", "<!--", "<script>", "<article>", "<table><tr>",
     "<time datetime='x'>", '<meta property="article:published_time" content="hier">',
     "&nbsp;", "&#x0;",
     '<script type="application/ld+json">{"@type": ["NewsArticle"], "datePublished": [1]}',
     "</script>",
     "<html lang='fr'><body>"]
)  # fmt: skip
texts = st.lists(st.one_of(fragments, st.text(max_size=30)), max_size=30).map("".join)
markup = st.lists(st.one_of(tags, fragments), max_size=40).map("".join)


@st.composite
def cut(draw: st.DrawFn) -> bytes:
    """Return an encoded text of which bytes are lost at the ends or in the middle."""
    data = draw(texts).encode(draw(st.sampled_from(["utf-8", "utf-16"])), "replace")
    start = draw(st.integers(0, 8))
    hole = draw(st.integers(0, len(data)))
    return data[start:hole] + data[hole + draw(st.integers(0, 3)) :]


pages = st.one_of(
    st.tuples(st.just("page.txt"), st.one_of(st.binary(max_size=400), cut())),
    st.tuples(st.just("page.txt"), texts.map(str.encode)),
    st.tuples(st.just("page.html"), st.one_of(cut(), markup.map(str.encode))),
    st.tuples(
        st.sampled_from(["page.jsonl", "page.csv", "page.txt.gz"]),
        st.one_of(st.binary(max_size=200), texts.map(lambda t: f'{{"text": "{t}"}}'.encode())),
    ),
)  # fmt: skip


def spans(record: object) -> list[Span]:
    """Return every span in a record, at any depth."""
    if isinstance(record, Span):
        return [record]
    if isinstance(record, tuple):
        return [s for part in record for s in spans(part)]
    if is_dataclass(record):
        return [s for f in fields(record) for s in spans(getattr(record, f.name))]
    return []


def read(path: Path) -> list[Reading | Failure]:
    """Read one file as a build does, into a dossier and out again; check every offset."""
    found = list(pipeline.read_pages(ingest.pages([path], recoupe.Settings()), recoupe.Settings()))
    unforeseen = [f for f in found if isinstance(f, Failure) and UNFORESEEN.match(f.reason)]
    assert not unforeseen, "a stage raised an error: the page is a failure, but so is the stage"
    with Dossier(store.in_memory()) as dossier:
        write(dossier._connection, found)  # noqa: SLF001
        readings = dossier.readings()
    assert {r.article.id for r in readings} <= {
        r.article.id for r in found if isinstance(r, Reading)
    }
    for reading in readings:
        text = reading.article.text
        assert [
            s for s in spans(reading) if text[s.start : s.end] != s.text or s.start >= s.end
        ] == []
        ends = [at for z in reading.article.zones for at in (z.start, z.end)]
        assert ends == sorted(ends)
        assert not ends or (ends[0] >= 0 and ends[-1] <= len(text))
    return found


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(page=pages)
def test_a_broken_page_is_an_article_or_a_failure(page: tuple[str, bytes], tmp_path: Path) -> None:
    name, data = page
    path = tmp_path / name
    path.write_bytes(data)
    for item in read(path):
        assert isinstance(item, Reading | Failure)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("line.txt", SENTENCE.strip() * 65_000),
        ("line.html", "<p>" + SENTENCE.strip() * 65_000),
        ("words.txt", FRENCH + "mot " * 24_000),
        ("marks.txt", "«" * 1_000_000),
        ("opened.txt", FRENCH + "«" * 90_000),
        ("straight.txt", '"' * 1_000_000),
        ("single.txt", FRENCH + "‘" * 95_000),
        ("pairs.txt", FRENCH + "« a " * 12_000 + "» " * 12_000),
        ("quotes.txt", SENTENCE * 1_200),
        ("nested.html", "<div>" * 100_000 + SENTENCE),
        ("tags.html", "<b><i>" * 20_000 + SENTENCE * 20),
        ("dates.txt", "le 3 mars 2031 " * 6_000),
        ("numbers.txt", FRENCH + "1" * 95_000),
        ("commas.txt", FRENCH + "Léa Sorel, " * 8_000),
        ("words_in_marks.txt", FRENCH + "« mot » " * 12_000),
        ("lines.txt", FRENCH + "— Non.\n" * 12_000),
        ("capitals.txt", "LE PORT DE BELMARE " * 5_000),
        ("subordinates.txt", "il a dit que " * 7_000),
        ("empty.txt", ""),
        ("blank.txt", " \n" * 100_000),
        ("empty.html", "<html></html>"),
    ],
)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_monstrous_page_is_an_article_or_a_failure(
    name: str, content: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert len(read(path)) == 1
