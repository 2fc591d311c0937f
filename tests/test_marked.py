"""Each marked sentence is read as the linguist marked it; the known gaps are listed and bounded."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

import marked_gaps
from marked_format import ROOT, FormatError, Item, parse_item, read_all
from marked_score import Result, run, unreadable

ITEMS = read_all()
GAPS = marked_gaps.read()

LEAST_ITEMS = {"fr": 330, "en": 120}
"""How many marked items a language has at least."""

MOST_GAPS = {"fr": 0.20, "en": 0.10}
"""The share of a language's items that may be known gaps; lower it when the extractor improves."""

MARK = re.compile(r"[«»“”\"„‹›‘]|(?<!\w)['’]|['’](?!\w)")
"""A quotation mark; an apostrophe stands between letters and is none."""


def _cases() -> list[object]:
    cases: list[object] = []
    for item in ITEMS:
        reason = GAPS.get((item.language, item.id))
        gap = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        cases.append(pytest.param(item, id=f"{item.language}/{item.id}", marks=gap))
    return cases


@cache
def read_language(language: str) -> dict[str, Result] | str:
    """Read all items of a language at once; the reason where they cannot be."""
    mine = [item for item in ITEMS if item.language == language]
    return unreadable(language) or {r.item.id: r for r in run(mine)}


@pytest.mark.parametrize("item", _cases())
def test_item_is_read_as_marked(item: Item) -> None:
    results = read_language(item.language)
    if isinstance(results, str):
        pytest.skip(results)
    faults = results[item.id].faults
    assert not faults, "\n".join([item.text, *faults])


def test_the_first_language_can_be_read_and_so_none_of_its_items_is_skipped() -> None:
    assert unreadable("fr") is None


def test_there_are_enough_items_and_each_id_is_its_own() -> None:
    counts = Counter(item.language for item in ITEMS)
    assert {code: counts[code] >= least for code, least in LEAST_ITEMS.items()} == dict.fromkeys(
        LEAST_ITEMS, True
    )
    assert len({(item.language, item.id) for item in ITEMS}) == len(ITEMS)


def test_known_gaps_name_items_that_exist_and_stay_few() -> None:
    names = {(item.language, item.id) for item in ITEMS}
    assert set(GAPS) <= names
    counts = Counter(item.language for item in ITEMS)
    gaps = Counter(language for language, _ in GAPS)
    assert all(gaps[code] <= share * counts[code] for code, share in MOST_GAPS.items())


def test_offsets_of_what_is_marked_cut_its_own_text() -> None:
    for item in ITEMS:
        spans = [s for e in item.expected for s in (*e.content, *e.cues)]
        spans += [e.source for e in item.expected if e.source] + [s for s, _ in item.times]
        assert all(item.text[s.start : s.end] == s.text for s in spans), item.id


def test_the_kind_of_each_marked_quotation_agrees_with_its_marks() -> None:
    for item in ITEMS:
        for expected in item.expected:
            inside = any(MARK.search(span.text) for span in expected.content)
            before = item.text[max(0, expected.content[0].start - 3) : expected.content[0].start]
            after = item.text[expected.content[-1].end : expected.content[-1].end + 3]
            agrees = {
                "mixed": inside,
                "indirect": not inside,
                "direct": bool(re.search(r"[«»“”„\"‘’‹›'–—]", before + after)),
            }
            assert agrees[expected.kind], (item.id, expected.content)


def test_no_item_is_written_twice() -> None:
    texts = Counter(item.text for item in ITEMS)
    assert [text for text, n in texts.items() if n > 1] == []


def test_format_reads_spans_attributes_zones_and_visible_spaces() -> None:
    piece = (
        "# published: 2025-03-04\n"
        "= Titre\n"
        '«⍽<q id=2 kind=direct speaker="Ada Lorme">Non</q>⍽», <cue id=2>dit-<source id=2>elle'
        '</source></cue> <time value="2025-03-03">lundi</time>.'
    )
    item = parse_item(piece, "fr", "demo", "demo-01")
    assert item.text == "Titre\n«\u00a0Non\u00a0», dit-elle lundi."
    assert [kind for _, _, kind in item.zones] == ["title", "body"]
    (record,) = item.expected
    assert (record.id, record.kind, record.speaker) == ("2", "direct", "Ada Lorme")
    assert [s.text for s in record.content] == ["Non"]
    assert [s.text for s in record.cues] == ["dit-elle"]
    assert record.source is not None
    assert record.source.text == "elle"
    assert [(s.text, value) for s, value in item.times] == [("lundi", "2025-03-03")]
    assert item.published == "2025-03-04"


@pytest.mark.parametrize(
    ("piece", "fault"),
    [
        ("<q kind=direct>Non", "never closed"),
        ("Non</q>", "closes nothing"),
        ("<q kind=loud>Non</q>", "no kind"),
        ("<q kind=direct>Non</q> <cue id=2>dit</cue>", "belongs to no"),
        ("<q kind=direct>Non </q>", "white space"),
        ("<q kind=direct parent=4>Non</q>", "parent"),
        ("<q kind=direct voice=low>Non</q>", "knows no"),
        ("<b>Non</b>", "unknown tag"),
        ("# colour: red\nNon", "unknown header"),
        ("<q kind=direct>Non</q> <cue dit", "broken tag"),
        ("<time>hier</time>", "without a value"),
    ],
)
def test_format_refuses_a_badly_marked_item(piece: str, fault: str) -> None:
    with pytest.raises(FormatError, match=fault):
        parse_item(piece, "fr", "demo", "demo-01")


def test_marked_files_are_there() -> None:
    assert {path.parent.name for path in ROOT.glob("*/*.txt")} == set(LEAST_ITEMS)
