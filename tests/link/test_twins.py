"""Which names are one speaker, and which words one utterance."""

from __future__ import annotations

import pytest

from recoupe.link.twins import SHARED, same_speaker, shared


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hélène Castan", "Hélène Castan"),
        ("Hélène Castan", "Castan"),
        ("Hélène Castan", "CASTAN"),
        ("H. Castan", "Helene Castan"),
        ("Dmytro Orlenko", "Dmitri Orlenko"),
        ("Marine royale", "Marine Royale"),
    ],
)
def test_one_speaker(one: str, other: str) -> None:
    assert same_speaker(one, other)
    assert same_speaker(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hélène Castan", "Paul Castan"),
        ("Hélène Castan", "Hélène Orvault"),
        ("Hélène Castan", None),
        ("", ""),
        ("Marine royale", "Banque royale"),
    ],
)
def test_two_speakers(one: str | None, other: str | None) -> None:
    assert not same_speaker(one, other)
    assert not same_speaker(other, one)


QUAYS = "Nous rendrons les quais de Belmare à celles et ceux qui en vivent depuis trois générations"


@pytest.mark.parametrize(
    "other",
    [
        QUAYS.upper(),
        "Nous allons rendre les quais de Belmare à ceux qui en vivent depuis trois générations.",
        f"Rien n'est perdu. D'ailleurs, {QUAYS.lower()} - et nous le ferons.",
    ],
)
def test_one_utterance(other: str) -> None:
    assert shared(QUAYS, other) >= SHARED
    assert shared(other, QUAYS) >= SHARED


@pytest.mark.parametrize(
    "other",
    [
        "",
        "Nous ne laisserons à personne les grues de Belmare, qui sont à l'État depuis trois ans",
        "Les quais de Belmare sont vétustes, et personne n'en vit plus depuis trois générations",
    ],
)
def test_two_utterances(other: str) -> None:
    assert shared(QUAYS, other) < SHARED


def test_short_words_are_never_enough() -> None:
    assert shared("C'est une honte pour Belmare !", "C'est une honte pour Belmare !") < SHARED
