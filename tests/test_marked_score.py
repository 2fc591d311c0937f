"""The comparison behind the marked sentences finds each sort of fault and no other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import marked_gaps
from marked_format import Item, parse_item
from marked_score import Result, article_of, compare, compare_times
from recoupe.records import Actor, Quotation, Span, TimeExpression

PIECE = (
    '<source id=1>Ada Lorme</source> <cue id=1>affirme</cue> que <q id=1 kind=indirect speaker="Ada'
    ' Lorme">selon un voisin le feu couvait depuis la veille</q>. « <q id=2 kind=direct '
    'speaker="Ada Lorme">Personne ne dormait</q> », <cue id=2>dit-elle</cue> '
    '<time value="2025-03-03">lundi</time>.'
)


@pytest.fixture
def item() -> Item:
    return parse_item(PIECE, "fr", "demo", "demo-01")


@pytest.fixture
def actor() -> Actor:
    return Actor("a1", "x", "Ada Lorme", "person")


def _read(item: Item) -> list[Quotation]:
    """Return the quotations a perfect reader would give for the item."""
    return [
        Quotation(
            id=f"q{expected.id}",
            article="x",
            kind=expected.kind,  # type: ignore[arg-type]
            content=expected.content,
            cue=next(iter(expected.cues), None),
            source=expected.source,
            speaker="a1",
        )
        for expected in item.expected
    ]


def test_a_right_reading_has_no_fault(item: Item, actor: Actor) -> None:
    assert compare(item, _read(item), [actor]) == ()


def test_a_missed_and_an_invented_quotation_are_faults(item: Item, actor: Actor) -> None:
    first, second = _read(item)
    invented = replace(second, id="q9", content=(Span.of(item.text, 0, 3),))
    faults = compare(item, [first, invented], [actor])
    assert [fault.split()[0] for fault in faults] == ["missed", "unexpected"]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"kind": "mixed"}, "kind"),
        ({"cue": None}, "cue"),
        ({"source": None}, "source"),
        ({"speaker": None}, "speaker"),
    ],
)
def test_each_wrong_field_is_a_fault(
    item: Item, actor: Actor, change: dict[str, object], word: str
) -> None:
    first, second = _read(item)
    faults = compare(item, [replace(first, **change), second], [actor])  # type: ignore[arg-type]
    assert [fault.split()[0] for fault in faults] == [word]


def test_a_surname_is_enough_and_another_name_is_not(item: Item, actor: Actor) -> None:
    assert compare(item, _read(item), [replace(actor, name="Mme Lorme")]) == ()
    assert compare(item, _read(item), [replace(actor, name="Ada Lormier")]) != ()


def test_content_counts_from_four_fifths_of_the_joined_characters(item: Item, actor: Actor) -> None:
    first, second = _read(item)
    span = first.content[0]
    near = replace(first, content=(Span.of(item.text, span.start + 6, span.end),))
    far = replace(first, content=(Span.of(item.text, span.start + 16, span.end),))
    assert compare(item, [near, second], [actor]) == ()
    assert compare(item, [far, second], [actor]) != ()


def test_a_nested_statement_needs_its_parent(actor: Actor) -> None:
    item = parse_item(
        "« <q id=1 kind=direct>Le chef a <cue id=2>dit</cue> : “<q id=2 parent=1 kind=direct>"
        "Partez d'ici</q>”</q> »",
        "fr",
        "demo",
        "demo-02",
    )
    outer, inner = _read(item)
    assert compare(item, [outer, replace(inner, parent=outer.id)], [actor]) == ()
    assert compare(item, [outer, inner], [actor])[0].startswith("parent")


def test_an_optional_record_may_be_missed(actor: Actor) -> None:
    item = parse_item("<q kind=indirect optional=yes>Un doute</q>", "fr", "demo", "demo-03")
    assert compare(item, [], [actor]) == ()


def test_a_speaker_nobody_named_must_not_be_invented(actor: Actor) -> None:
    piece = '<q kind=indirect speaker="anonyme: non précisé">Une hausse</q> est annoncée.'
    item = parse_item(piece, "fr", "demo", "demo-04")
    (read,) = _read(item)
    assert compare(item, [replace(read, speaker=None)], [actor]) == ()
    assert compare(item, [read], [actor])[0].startswith("speaker")


def test_a_time_needs_the_right_value_at_the_right_place(item: Item) -> None:
    ((span, value),) = item.times
    right = TimeExpression("t", "x", span, "DATE", value, "")
    assert compare_times(item, [right]) == ()
    assert compare_times(item, [replace(right, value="2025-03-04")]) != ()
    assert compare_times(item, []) != ()


def test_the_article_of_an_item_has_a_zone_a_line_and_its_title() -> None:
    item = parse_item("= Un titre\nUne ligne.", "fr", "demo", "demo-05")
    article = article_of(item)
    assert [zone.kind for zone in article.zones] == ["title", "body"]
    assert article.title == Span(0, 8, "Un titre")
    assert article.text[article.zones[1].start : article.zones[1].end] == "Une ligne."


def test_the_list_of_gaps_gains_what_fails_loses_what_passes_and_keeps_its_reasons(
    item: Item, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marked_gaps, "PATH", tmp_path / "gaps.toml")
    other = replace(item, id="demo-06")
    marked_gaps.write([Result(item, ('missed "here"',)), Result(other, ("missed",))])
    assert marked_gaps.read()["fr", "demo-01"] == 'missed "here"'
    marked_gaps.write([Result(item, ("kind",)), Result(other, ())])
    assert marked_gaps.read() == {("fr", "demo-01"): "kind"}
    text = marked_gaps.PATH.read_text(encoding="utf-8").replace('"kind"', '"Asks for a parser."')
    marked_gaps.PATH.write_text(text, encoding="utf-8")
    marked_gaps.write([Result(item, ("cue",))])
    assert marked_gaps.read() == {("fr", "demo-01"): "Asks for a parser."}
