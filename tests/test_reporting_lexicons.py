"""The rules that read what was said find every list they ask for, in each language."""

from __future__ import annotations

import pytest

from recoupe import lexicon
from recoupe.extract.reporting import reporting

OWN = {"verbs", "phrases", "nouns", "contractions"}
"""Tables of words, not of lists: each language has its own keys."""


def lists(language: str) -> set[str]:
    """Return the dotted names of the lists of ``reporting.toml``."""
    table = lexicon.table(language, "reporting")
    return {
        f"{section}.{key}"
        for section, values in table.items()
        if section not in OWN
        for key, value in values.items()
        if isinstance(value, list)
    }


def test_every_language_has_the_same_lists() -> None:
    every = set().union(*(lists(code) for code in lexicon.languages()))
    missing = {code: sorted(every - lists(code)) for code in lexicon.languages()}
    assert not {code: names for code, names in missing.items() if names}


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("says", "say"),
        ("denied", "deny"),
        ("promising", "promise"),
        ("stresses", "stress"),
        ("quipped", "quip"),
        ("clarifies", "clarify"),
        ("told", "tell"),
    ],
)
def test_english_forms_give_their_lemma(form: str, lemma: str) -> None:
    words = reporting("en")
    assert words.lemmas(form) == {lemma}


def test_a_compound_is_headed_by_its_last_word_in_english() -> None:
    assert {"minister", "ministers"} <= reporting("en").speakers
