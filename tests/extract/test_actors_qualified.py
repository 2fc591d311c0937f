"""Whose a bare institution is, whom a description leaves to the reader: invented short articles."""

# ruff: noqa: E501 (one example a line)
from __future__ import annotations

import pytest
from actor_texts import parse

from recoupe.extract.actors import resolve_actors
from recoupe.extract.actors_qualified import agreeing
from recoupe.extract.actors_setting import Setting, setting_of
from recoupe.extract.mentions import find_mentions
from recoupe.extract.mentions_words import load
from recoupe.records import Actor

LATVIA = "# Lettonie : le port fermé\nLe port letton a fermé lundi. "
RIGA = "# Panique à Riga\nUn hangar a brûlé lundi à Riga, en Lettonie. "

# Language, text, what is printed, the name it is shown under (without the article).
NAMED = [
    ("fr", LATVIA + "Le gouvernement promet une aide.", "Le gouvernement", "gouvernement letton"),
    ("fr", LATVIA + "Les autorités promettent une aide.", "Les autorités", "autorités lettonnes"),
    ("fr", LATVIA + "L'armée promet une aide.", "L'armée", "armée lettonne"),
    ("fr", LATVIA + "Le parquet fédéral enquête.", "Le parquet fédéral", "parquet fédéral letton"),
    ("fr", LATVIA + "Le ministère de la pêche promet une aide.", "Le ministère de la pêche",
     "ministère de la pêche (Lettonie)"),
    ("fr", RIGA + "La police a bouclé le quai.", "La police", "police (Riga, Lettonie)"),
    ("fr", RIGA + "Les autorités locales enquêtent.", "Les autorités locales",
     "autorités locales (Riga, Lettonie)"),
    ("fr", "La ministre Ida Varel se tait. Le cabinet de la ministre dément.", "Le cabinet de la ministre",
     "cabinet de la ministre (Ida Varel)"),
    ("fr", "Le Tribunal des eaux de Sarroval a jugé. Des juges du Tribunal protestent.",
     "Des juges du Tribunal", "Des juges du Tribunal (Tribunal des eaux de Sarroval)"),
    ("en", "# Latvia closes its port\nThe Latvian port closed on Monday. The government promised help.",
     "The government", "Latvian government"),
]  # fmt: skip

# What stays as it is printed: another state, a complement, no clear setting, an indefinite one.
KEPT = [
    (LATVIA + "Le gouvernement serbe promet une aide.", "gouvernement serbe"),
    (LATVIA + "La police de Sarroval enquête.", "police de Sarroval"),
    ("# Lettonie et Serbie en crise\nLe port letton et le port serbe sont fermés. Le gouvernement se tait.",
     "gouvernement"),
    ("# Le port fermé\nLe port a fermé lundi. Le gouvernement se tait.", "gouvernement"),
    (RIGA + "La préfecture enquête.", "préfecture"),
]  # fmt: skip

SETTINGS = [
    (LATVIA, Setting("Lettonie", None)),
    (RIGA, Setting("Lettonie", "Riga")),
    ("# Feu à Sarroval\nUn hangar a brûlé à Sarroval.", Setting(None, "Sarroval")),
    ("# Serbie : un diplomate letton expulsé\nUn diplomate letton a été expulsé vers la Lettonie par Belgrade.",
     Setting("Serbie", None)),
    ("# Un traité\nLa Lettonie et la Serbie ont signé.", Setting(None, None)),
    ("# Feux à Sarroval\nDes hangars ont brûlé à Sarroval et à Karnet. À Karnet, on compte les morts.", Setting(None, None)),
    ("# Le port\nPlus tard, des hangars ont brûlé.", Setting(None, None)),
]  # fmt: skip


def actors(text: str, language: str = "fr") -> tuple[Actor, ...]:
    parsed = parse(text, language)
    return resolve_actors(parsed, find_mentions(parsed))


@pytest.mark.parametrize(("language", "text", "printed", "name"), NAMED)
def test_a_bare_description_is_shown_with_whose_it_is(
    language: str, text: str, printed: str, name: str
) -> None:
    (found,) = (a for a in actors(text, language) if a.mentions[0].span.text == printed)
    assert found.name == name
    assert printed in found.aliases or found.kind == "person"


@pytest.mark.parametrize(("text", "name"), KEPT)
def test_what_the_text_does_not_place_clearly_stays_as_it_is(text: str, name: str) -> None:
    assert name in {a.name for a in actors(text)}


@pytest.mark.parametrize(("text", "setting"), SETTINGS)
def test_the_setting_of_an_article(text: str, setting: Setting) -> None:
    assert setting_of(parse(text), load("fr"), set()) == setting


@pytest.mark.parametrize(
    ("gender", "number", "form"),
    [("m", "s", "serbe"), ("f", "p", "serbes"), (None, None, "serbe")],
)
def test_an_adjective_with_one_form_for_both_genders(
    gender: str | None, number: str | None, form: str
) -> None:
    assert agreeing(["serbe", "serbes"], gender, number) == form
