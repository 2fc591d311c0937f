"""The records the statement extractor makes: kinds, parents, offsets, paragraphs, hostile text.

What is a statement, and where it begins and ends, is tested sentence by sentence in tests/marked.
"""

from __future__ import annotations

import pytest
from actor_texts import parse
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.extract.quotations import find_quotations
from recoupe.records import Quotation, ZoneKind


def read(text: str, kind: ZoneKind = "body") -> tuple[Quotation, ...]:
    return find_quotations(parse(text, kind=kind))


KINDS = [
    ("« Le pont rouvrira lundi matin », a promis Lise Marchand.", "direct"),
    ("Lise Marchand a promis que le pont rouvrirait lundi matin.", "indirect"),
    ("Lise Marchand a promis que le pont « rouvrirait lundi ».", "mixed"),
    ("Lise Marchand a promis que « le pont rouvrirait lundi ».", "direct"),
    ("— Le pont rouvrira lundi, promet Lise Marchand.", "direct"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[k[0][:40] for k in KINDS])
def test_the_kind_is_told_by_the_marks(text: str, kind: str) -> None:
    [found] = read(text)
    assert found.kind == kind


def test_a_direct_quotation_leaves_its_marks_out() -> None:
    [found] = read("« Le pont rouvrira lundi matin », a promis Lise Marchand.")
    assert [c.text for c in found.content] == ["Le pont rouvrira lundi matin"]


def test_an_incise_cuts_the_content_in_two() -> None:
    [found] = read("« Le pont, a promis Lise Marchand, rouvrira lundi matin. »")
    assert [c.text for c in found.content] == ["Le pont", "rouvrira lundi matin."]
    assert found.cue is not None
    assert found.cue.text == "a promis"


def test_a_statement_in_a_statement_has_it_as_parent() -> None:
    text = (
        "« Le maire a affirmé que la digue tiendrait jusqu'au printemps », rapporte Lise Marchand."
    )
    outer, inner = sorted(read(text), key=lambda q: q.content[0].start)
    assert inner.parent == outer.id
    assert outer.parent is None


def test_a_title_is_marked_as_headline() -> None:
    [found] = read("Lise Marchand promet la réouverture du pont", kind="title")
    assert found.headline


def test_a_quotation_runs_over_paragraphs() -> None:
    text = "« Le pont est fermé depuis mars.\n« Il rouvrira lundi matin », a promis Lise Marchand."
    [found] = read(text)
    assert found.content[0].text.startswith("Le pont")
    assert found.content[0].text.endswith("lundi matin")


def test_ids_are_the_same_at_every_reading() -> None:
    text = "« Le pont rouvrira lundi matin », a promis Lise Marchand."
    assert [q.id for q in read(text)] == [q.id for q in read(text)]


WORDS = st.sampled_from(
    [*"«»“”\"'—,.:;()", "a dit", "que", "selon", "Lise", "le maire", "-t-il", "affirme", "et", "\n"]
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_records_with_exact_offsets(text: str) -> None:
    for found in read(text):
        for span in (*found.content, found.cue, found.source):
            if span is not None:
                assert text[span.start : span.end] == span.text
                assert span.text
