"""Who is who inside one article: invented short articles with the mentions of an actor listed."""

# ruff: noqa: E501 (one example a line)
from __future__ import annotations

import pytest
from actor_texts import parse

from recoupe.extract.actors import resolve_actors
from recoupe.extract.mentions import find_mentions
from recoupe.records import Actor

# Text, name of the actor, its mentions in order.
FRENCH = [
    ("Ida Varel arrive. Varel salue. Mme Varel part.", "Ida Varel",
     ["Ida Varel", "Varel", "Mme Varel"]),
    ("Nils Durand arrive. N. Durand salue.", "Nils Durand", ["Nils Durand", "N. Durand"]),
    ("Dmitri Varenikov arrive. Dmitry Varenikov salue.", "Dmitri Varenikov",
     ["Dmitri Varenikov", "Dmitry Varenikov"]),
    ("Haro al-Mansir arrive. Al-Mansir salue.", "Haro al-Mansir", ["Haro al-Mansir", "Al-Mansir"]),
    ("Le président letton Aivar Brandt arrive. Le chef de l'État salue.", "Aivar Brandt",
     ["Aivar Brandt", "Le chef de l'État"]),
    ("Le président letton Aivar Brandt arrive. Le dirigeant letton salue.", "Aivar Brandt",
     ["Aivar Brandt", "Le dirigeant letton"]),
    ("Le Premier ministre Aivar Brandt arrive. Le chef du gouvernement salue.", "Aivar Brandt",
     ["Aivar Brandt", "Le chef du gouvernement"]),
    ("Le président letton Aivar Brandt reçoit son homologue serbe Ivo Tarn. Le président serbe salue.",
     "Ivo Tarn", ["Ivo Tarn", "Le président serbe"]),
    ("Le porte-parole du Kremlin, Oleg Brandt, arrive. Le porte-parole du Kremlin salue.",
     "Oleg Brandt", ["Oleg Brandt", "Le porte-parole du Kremlin"]),
    ("Le ministre de la Pêche, Ivo Tarn, arrive. Le ministre des Transports salue.", "Ivo Tarn",
     ["Ivo Tarn"]),
    ("Un officier de police est arrivé. L'officier de police a tout vu.", "Un officier de police",
     ["Un officier de police", "L'officier de police"]),
    ("L'Autorité des ports du lac (APL) enquête. L'APL se tait.", "Autorité des ports du lac",
     ["Autorité des ports du lac", "APL", "APL"]),
    ("Le préfet Ivo Tarn arrive. Le haut fonctionnaire salue.", "Ivo Tarn",
     ["Ivo Tarn", "Le haut fonctionnaire"]),
    ("L'Organisation mondiale de la santé alerte. L'OMS insiste.", "Organisation mondiale de la santé",
     ["Organisation mondiale de la santé", "OMS"]),
    ("La société Orvel Systems licencie. Orvel regrette. La société se tait.", "Orvel Systems",
     ["Orvel Systems", "Orvel", "La société"]),
    ("Le parquet de Sarroval enquête. Le parquet se tait.", "parquet de Sarroval",
     ["Le parquet de Sarroval", "Le parquet"]),
    ("La Russie cède. La Fédération de Russie exporte.", "Russie",
     ["Russie", "Fédération de Russie"]),
    ("Ida Varel arrive. Son administration a tout préparé.", "Son administration",
     ["Son administration"]),
]  # fmt: skip


def actor(text: str, name: str, language: str = "fr") -> Actor:
    parsed = parse(text, language)
    found = resolve_actors(parsed, find_mentions(parsed))
    return next(a for a in found if a.name == name)


@pytest.mark.parametrize(("text", "name", "mentions"), FRENCH)
def test_the_mentions_of_an_actor_are_joined(text: str, name: str, mentions: list[str]) -> None:
    assert [m.span.text for m in actor(text, name).mentions] == mentions


APART = [
    ("Ida Varel arrive. Luc Varel part.", "Ida Varel", "Luc Varel"),
    ("Le Kremlin se tait. Le porte-parole du Kremlin, Oleg Brandt, part.", "Kremlin", "Oleg Brandt"),
    ("Lima refuse. Le Pérou insiste.", "Lima", "Pérou"),
    ("Le président letton Aivar Brandt arrive. Le président serbe part.", "Aivar Brandt",
     "président serbe"),
    ("Un pompier arrive. Un pompier part.", "Un pompier", "Un pompier"),
    ("Le gouvernement serbe cède. Le gouvernement letton refuse.", "gouvernement serbe",
     "gouvernement letton"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "one", "other"), APART)
def test_different_actors_stay_apart(text: str, one: str, other: str) -> None:
    parsed = parse(text)
    names = [a.name for a in resolve_actors(parsed, find_mentions(parsed))]
    assert one in names
    assert names.count(other) == (2 if one == other else 1)


def test_a_surname_goes_to_its_last_bearer() -> None:
    text = "Ida Varel arrive. Luc Varel part. Varel sourit."
    assert [m.span.text for m in actor(text, "Luc Varel").mentions] == ["Luc Varel", "Varel"]


def test_a_title_tells_two_bearers_of_a_surname_apart() -> None:
    text = "M. Luc Varel arrive. Mme Ida Varel part. M. Varel sourit."
    assert [m.span.text for m in actor(text, "Luc Varel").mentions] == ["M. Luc Varel", "M. Varel"]


STANDS_FOR = [
    ("Lima refuse cet accord.", "Lima", "Pérou", True),
    ("Le Kremlin refuse cet accord.", "Kremlin", "Russie", False),
    ("L'Élysée refuse cet accord.", "Élysée", "France", False),
    ("Les Lettons refusent cet accord.", "Lettons", "Lettonie", True),
    ("Le gouvernement serbe refuse cet accord.", "gouvernement serbe", "Serbie", False),
]


@pytest.mark.parametrize(("text", "name", "state", "alias"), STANDS_FOR)
def test_a_metonym_knows_the_state_it_stands_for(
    text: str,
    name: str,
    state: str,
    alias: bool,  # noqa: FBT001
) -> None:
    found = actor(text, name)
    assert found.country == state
    assert (state in found.aliases) == alias


def test_what_is_unnamed_says_so_and_keeps_its_words() -> None:
    found = actor("Selon un haut responsable letton, rien ne change.", "un haut responsable letton")
    assert (found.named, found.kind, found.country) == (False, "person", "Lettonie")


def test_an_official_of_the_lead_is_the_one_named_below() -> None:
    text = (
        "Un haut responsable letton annonce la fermeture du port.\n"
        "Aivar Brandt, vice-Premier ministre letton, l'a confirmé mardi."
    )
    assert len(actor(text, "Aivar Brandt").mentions) == 2


def test_the_description_after_a_title_is_of_whom_the_title_names() -> None:
    text = "# Ida Varel candidate à la mairie\nLa sénatrice annonce sa candidature."
    assert [m.span.text for m in actor(text, "Ida Varel").mentions] == ["Ida Varel", "La sénatrice"]


def test_roles_are_kept_with_their_places() -> None:
    text = "Le porte-parole du port, Oleg Brandt, part. Oleg Brandt, syndicaliste, reste."
    roles = actor(text, "Oleg Brandt").roles
    assert [r.role for r in roles] == ["Le porte-parole du port", "syndicaliste"]
    assert all(text[r.span.start : r.span.end] == r.role for r in roles)


def test_ids_are_stable_and_one_to_one() -> None:
    text = "Ida Varel arrive. Un pompier part. Un pompier reste. Lima refuse."
    parsed = parse(text)
    first = [a.id for a in resolve_actors(parsed, find_mentions(parsed))]
    assert first == [a.id for a in resolve_actors(parsed, find_mentions(parsed))]
    assert len(set(first)) == len(first)


def test_english_names_and_descriptions_are_joined() -> None:
    text = "Latvian President Aivar Brandt arrived. Mr. Brandt waved. The Latvian leader left."
    assert [m.span.text for m in actor(text, "Aivar Brandt", "en").mentions] == [
        "Aivar Brandt", "Mr. Brandt", "The Latvian leader",
    ]  # fmt: skip


def test_letters_in_brackets_behind_a_body_are_another_name_of_it() -> None:
    assert (
        "UPL" in actor("L'Union des ports du lac (UPL) proteste.", "Union des ports du lac").aliases
    )


def test_an_office_of_two_words_is_one_though_its_first_looks_like_a_participle() -> None:
    text = "Ivo Tarn, envoyé spécial de Varel pour la pêche, a menti. Le colis est envoyé spécial."
    assert [r.role for r in actor(text, "Ivo Tarn").roles] == [
        "envoyé spécial de Varel pour la pêche"
    ]


def test_an_office_that_is_said_of_somebody_is_his() -> None:
    text = "M. Tarn est le représentant spécial de la présidente Ida Varel pour le lac."
    found = actor(text, "Tarn")
    assert found.roles[0].role.startswith("le représentant spécial")
    assert actor(text, "Ida Varel").roles[0].role == "la présidente"


@pytest.mark.parametrize(
    "text",
    [
        "M. Tarn n'est pas le maire de Lys.",
        "M. Tarn était le maire de Lys.",
        "M. Tarn a vu le maire de Lys.",
    ],
)
def test_an_office_that_is_denied_or_past_is_nobodys(text: str) -> None:
    assert actor(text, "Tarn").roles == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Le président conteste l'autorité du président letton Aivar Brandt.", ["Aivar Brandt"]),
        ("L'Autorité portuaire de Lys a menti.", ["Autorité portuaire de Lys"]),
        ("L'autorité de régulation a menti.", ["autorité de régulation"]),
        (
            "Les mines sont tenues par l'armée lettone et d'autres gisements sont perdus.",
            ["armée lettone"],
        ),
    ],
)
def test_what_somebody_has_and_what_stands_beside_a_body_are_no_bodies(
    text: str, names: list[str]
) -> None:
    parsed = parse(text, "fr")
    found = [a.name for a in resolve_actors(parsed, find_mentions(parsed))]
    assert [n for n in found if n != "président"] == names
