"""Quotation marks on raw text: every shape, unbalanced ones, paragraphs, hostile input."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe import marks

# text | the words between the marks, outermost first
SHAPES = [
    ("Elle a dit « oui » puis « non ».", ["oui", "non"]),
    ("Elle a dit «\u00a0oui\u202f».", ["oui"]),
    ('Elle a dit "oui" puis "non".', ["oui", "non"]),
    ("Elle a dit “oui”.", ["oui"]),
    ("Er sagt „ja“ und „nein“.", ["ja", "nein"]),
    ("Er sagt „ja” zu Lys.", ["ja"]),
    ("La syndique dit »oui« à Lys.", ["oui"]),
    ("Il lit ‹ le port › à Lys.", ["le port"]),
    ("Elle dit ‘c’est l’heure’ et part.", ["c’est l’heure"]),
    ("Elle dit 'oui, c'est l'heure' et part.", ["oui, c'est l'heure"]),
    ("Le maire dit ''oui'' à Lys.", ["oui"]),
    ("Le maire dit ‘‘oui’’ à Lys.", ["oui"]),
    ("« Il m'a dit : “Partez” », raconte Lise.", ["Il m'a dit : “Partez”", "Partez"]),
    ("« Il a dit « partez » hier », raconte Lise.", ["Il a dit « partez » hier", "partez"]),
    ("L'enfant d'Anne n'a qu'un jouet.", []),
    ('« Nous attendons", a dit Lise.', ["Nous attendons"]),
    ("“Nous attendons“, a dit Lise.", ["Nous attendons"]),
    ("Nous attendons encore », a dit Lise.", ["Nous attendons encore"]),
    ("« Nous attendons, a dit Lise. « Venez demain », ajoute-t-elle.",
     ["Nous attendons, a dit Lise.", "Venez demain"]),
    ("« Premier alinéa.\n« Second alinéa. »\nFin.", ["Premier alinéa.\n« Second alinéa."]),
    ("« Premier alinéa.\nSecond alinéa. »\nFin.", ["Premier alinéa.\nSecond alinéa."]),
    ("« Une phrase sans fin.\nUne autre, de quelqu'un d'autre.", ["Une phrase sans fin."]),
    ("", []),
    ("« »", [""]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SHAPES, ids=[s[0][:40] for s in SHAPES])
def test_the_words_between_the_marks(text: str, expected: list[str]) -> None:
    found = [text[m.inner_start : m.inner_end] for m in marks.find(text)]
    assert found == expected


CUTS = [
    ("« Nous partons tous demain », dit-il.", ["« Nous partons tous demain »", ", dit-il."]),
    ("Lise a dit : « Nous partons demain matin. » Puis rien.",
     ["Lise a dit :", "« Nous partons demain matin. »", "Puis rien."]),
    ("Le « grand port » de Lys ferme.", ["Le « grand port » de Lys ferme."]),
    ("Elle dit que « le port ferme » à Lys.", ["Elle dit que « le port ferme » à Lys."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "pieces"), CUTS, ids=[c[0][:40] for c in CUTS])
def test_whole_quoted_sentences_are_set_off_for_the_parser(text: str, pieces: list[str]) -> None:
    cuts = [0, *marks.sentence_cuts(text), len(text)]
    assert [text[a:b].strip() for a, b in pairwise(cuts)] == pieces


def test_a_nested_stretch_is_one_level_deeper() -> None:
    text = "« Il m'a dit : “Partez” », raconte Lise."
    assert [m.depth for m in marks.find(text)] == [0, 1]


def test_an_unclosed_stretch_says_so() -> None:
    [found] = marks.find("« Une phrase sans fin.")
    assert not found.closed


@given(st.text(alphabet="ab .,\n«»“”„‹›‘’\"'-", max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_row_of_marks_gives_stretches_inside_the_text(text: str) -> None:
    for found in marks.find(text):
        assert 0 <= found.start <= found.inner_start <= found.inner_end <= found.end <= len(text)
