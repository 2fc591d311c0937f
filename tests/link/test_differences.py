"""Two passages on one thing: what they say differently, and that a paraphrase is no difference."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe import lexicon
from recoupe.link.differences import Difference, compare, contradict, note

Case = tuple[str, str, str, str]
PAIRS = Path(__file__).with_name("differences_pairs.txt")


def cases() -> Iterator[Case]:
    """Yield the cases of the file: language, what differs, the two passages."""
    language = ""
    for block in PAIRS.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines and lines[0].startswith("language: "):
            language = lines[0].removeprefix("language: ")
        elif lines:
            expected, a, b = lines
            yield language, expected, a, b


CASES = list(cases())


def told(found: tuple[Difference, ...]) -> str:
    """Return the kinds of differences as the cases write them."""
    return " ".join(sorted({d.kind + "~" * d.compatible for d in found})) or "-"


def test_there_are_enough_cases_of_every_kind() -> None:
    kinds = [kind for case in CASES for kind in case[1].split()]
    assert len(CASES) >= 100
    assert len(set(kinds)) >= 10
    assert kinds.count("-") >= 30


@pytest.mark.parametrize(("language", "expected", "a", "b"), CASES)
def test_what_differs(language: str, expected: str, a: str, b: str) -> None:
    assert told(compare(a, b, language)) == expected


@pytest.mark.parametrize(("language", "expected", "a", "b"), CASES)
def test_the_order_of_the_passages_changes_only_the_sides(
    language: str, expected: str, a: str, b: str
) -> None:
    assert told(compare(b, a, language)) == expected


@pytest.mark.parametrize(("language", "expected", "a", "b"), CASES)
def test_a_passage_does_not_differ_from_itself(
    language: str, expected: str, a: str, b: str
) -> None:
    assert not compare(a, a, language), expected
    assert not compare(b, b, language)


@pytest.mark.parametrize(("language", "expected", "a", "b"), CASES)
def test_the_stretches_are_of_the_passages(language: str, expected: str, a: str, b: str) -> None:
    for difference in compare(a, b, language):
        assert difference.kind in expected
        for text, span in ((a, difference.a), (b, difference.b)):
            assert span is None or text[span.start : span.end] == span.text != ""
        for reader in lexicon.languages():
            assert "{" not in note(difference, reader)


@given(st.text(), st.text())
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_compared(a: str, b: str) -> None:
    for language in lexicon.languages():
        compare(a, b, language)


def test_dates_count_from_the_day_of_each_article() -> None:
    a, b = "Le sommet s'est ouvert mardi à Velcarre.", "Le sommet s'est ouvert hier à Velcarre."
    same = (date(2031, 3, 6), date(2031, 3, 5))  # mardi 4 mars, both
    other = (date(2031, 3, 6), date(2031, 3, 6))  # mardi 4 mars, mercredi 5 mars
    assert not compare(a, b, "fr", same)
    assert told(compare(a, b, "fr", other)) == "date"


def test_what_only_one_can_have_right() -> None:
    assert contradict("Le port a rouvert.", "Le port n'a pas rouvert.", "fr")
    assert not contradict("Il y a 17 métaux.", "Il y a plus d'une douzaine de métaux.", "fr")
    assert not contradict("C'est très proche.", "C'est assez proche.", "fr")


def test_a_language_without_lexicons_gives_nothing() -> None:
    assert compare("Der Hafen ist offen.", "Der Hafen ist nicht offen.", "de") == ()
