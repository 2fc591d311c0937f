"""Threads are called by the fullest phrase that most of their steps share."""

from __future__ import annotations

import pytest

from recoupe.link.thread_names import best, phrases, unsigned


@pytest.mark.parametrize(
    ("language", "noun", "text", "found"),
    [
        (
            "fr",
            "contrats",
            "tous les contrats de gaz avec Orlevan seront repris",
            "contrats de gaz avec Orlevan",
        ),
        ("fr", "contrats", "tous les contrats seront repris", None),
        (
            "fr",
            "accord",
            "un accord commercial entre l’Orlevan et la Velcarre",
            "accord commercial entre l'Orlevan et la Velcarre",
        ),
        (
            "fr",
            "contrats",
            "l'ensemble des contrats de travail et qu'il investisse",
            "contrats de travail",
        ),
        (
            "en",
            "deal",
            "a deal on gas with the Orlevan Republic was signed",
            "deal on gas with the Orlevan Republic",
        ),
    ],
)
def test_a_phrase_goes_on_by_prepositions(
    language: str, noun: str, text: str, found: str | None
) -> None:
    assert phrases(language, noun, text) == ((found,) if found else ())


def test_the_fullest_phrase_that_most_share_is_the_name() -> None:
    texts = [
        "Orlevan propose des contrats de gaz",
        "les contrats de gaz avec Orlevan seront revus",
        "Velcarre signe les contrats de gaz avec Orlevan pour le port de Clerval",
        "les contrats sont prêts",
    ]
    candidates = ["des contrats", "contrats de gaz", "contrats de gaz avec Orlevan"]
    assert best("contrats", candidates, texts) == "contrats de gaz avec Orlevan"
    rare = [*candidates, "les contrats de gaz avec Orlevan pour le port de Clerval"]
    assert best("contrats", rare, texts) == "contrats de gaz avec Orlevan"
    assert best("contrats", ["des contrats"], texts) == "des contrats"
    assert best("contrats", [], texts) == "contrats"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('les "métaux rares', "les métaux rares"),
        ('les "métaux rares"', 'les "métaux rares"'),
        ("« l'accord de pêche »", "l'accord de pêche"),
    ],
)
def test_marks_that_stand_alone_are_left_out(text: str, name: str) -> None:
    assert unsigned(text) == name
