"""Actors across articles: who becomes one, who stays two, and that the way there plays no part."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.link.casts import actor, add, entities, linked, names, page

from recoupe.dossier.read import Dossier
from recoupe.records import Actor, Reading

DAY = "2031-03-05"
NEXT = "2031-03-09"
LATER = "2033-10-01"

LATVIAN = actor("ministère letton de la Pêche", "organisation", country="Lettonie")

ONE: tuple[tuple[str, Actor, Actor], ...] = (
    ("same name", actor("Ida Varel"), actor("Ida Varel")),
    ("spelling", actor("Dmitri Varenikov"), actor("Dmitry Warenikow")),
    ("title in the name", actor("Mme Ida Varel"), actor("Ida Varel")),
    ("initial", actor("Ida Varel"), actor("I. Varel")),
    ("surname, days apart", actor("Ida Varel"), actor("Varel")),
    ("surname with a particle", actor("Ida de Morvel"), actor("Morvel")),
    ("surname before the given name", actor("Wang Derong"), actor("Wang")),
    ("double surname", actor("Ana Lorrec Prade"), actor("Ana Lorrec")),
    ("surname alone twice in a week", actor("Varel"), actor("Varel")),
    ("people", actor("Lettons", "group", country="Lettonie"), actor("Lettons", "group")),
    ("acronym given in the text",
     actor("Syndicat des pêcheurs du Kerval", "organisation", aliases=("SPK",)),
     actor("SPK", "organisation")),
    ("initials", actor("Forces réunies du Kerval", "organisation"), actor("FRK", "organisation")),
    ("acronym of the lexicon", actor("OTAN", "organisation"),
     actor("Organisation du traité de l'Atlantique nord", "organisation")),
    ("article", actor("Le Phare", "organisation"), actor("Phare", "organisation")),
    ("adjective and state", LATVIAN,
     actor("ministère de la Pêche", "organisation", country="Lettonie")),
    ("seat in two spellings", actor("Maison-Blanche", "organisation", country="États-Unis"),
     actor("Maison Blanche", "organisation", country="États-Unis")),
    ("government of a state", actor("gouvernement letton", "organisation", country="Lettonie"),
     actor("gouvernement letton", "organisation", country="Lettonie", named=False)),
)  # fmt: skip

TWO: tuple[tuple[str, Actor, Actor], ...] = (
    ("other given name", actor("Ida Varel"), actor("Paul Varel")),
    ("other initial", actor("Ida Varel"), actor("P. Varel")),
    ("other gender", actor("Dominique Varel", gender="f"), actor("Dominique Varel", gender="m")),
    ("surname and other gender", actor("Ida Varel", gender="f"), actor("Varel", gender="m")),
    ("surname and other state", actor("Ida Varel", country="Lettonie"),
     actor("Varel", country="Russie")),
    ("half of a double given name", actor("Jean-Luc Morvel"), actor("Jean Morvel")),
    ("feminine of a given name", actor("Mario Rossel"), actor("Maria Rossel")),
    ("number of a pope", actor("Anselme XIV"), actor("Anselme XV")),
    ("one letter in a short surname", actor("Ida Moran"), actor("Ida Morin")),
    ("descriptions", actor("un responsable", named=False), actor("un responsable", named=False)),
    ("groups", actor("pêcheurs", "group", named=False), actor("pêcheurs", "group", named=False)),
    ("bare institution", actor("police", "organisation", named=False),
     actor("police", "organisation", named=False)),
    ("ministries of two states", LATVIAN,
     actor("ministère russe de la Pêche", "organisation", country="Russie")),
    ("common noun alone", actor("Conseil", "organisation"), actor("Conseil", "organisation")),
    ("ministries of unknown states", actor("ministère de la Pêche", "organisation"),
     actor("ministère de la Pêche", "organisation")),
    ("initials of a ministry", LATVIAN, actor("MLP", "organisation")),
    ("capital and state", actor("Moscou", "country", country="Russie"),
     actor("Russie", "country", country="Russie")),
    ("people and state", actor("Russes", "group", country="Russie"),
     actor("Russie", "country", country="Russie")),
    ("person and body of one name", actor("Varel"), actor("Varel", "organisation")),
)  # fmt: skip


@pytest.mark.parametrize(("_", "one", "other"), ONE, ids=[case[0] for case in ONE])
def test_they_are_one(_: str, one: Actor, other: Actor) -> None:
    (entity,) = entities(page(DAY, one), page(NEXT, other))
    assert len(entity.members) == 2
    assert all(m.reasons and 0.5 < m.score <= 1 for m in entity.members)


@pytest.mark.parametrize(("_", "one", "other"), TWO, ids=[case[0] for case in TWO])
def test_they_stay_two(_: str, one: Actor, other: Actor) -> None:
    found = entities(page(DAY, one), page(NEXT, other))
    assert [len(e.members) for e in found] == [1, 1]
    assert all(m.score == 1 and not m.reasons for e in found for m in e.members)


def test_states_are_one_in_two_languages() -> None:
    french = page(DAY, actor("États-Unis", "country", country="États-Unis"))
    english = page(NEXT, actor("United States", "country", country="United States"), language="en")
    more = page(LATER, actor("États-Unis", "country", country="États-Unis"))
    (entity,) = entities(french, english, more)
    assert (entity.name, entity.country, len(entity.members)) == ("États-Unis", "États-Unis", 3)
    assert "United States" in entity.aliases


def test_a_capital_stands_for_its_state() -> None:
    found = entities(
        page(DAY, actor("Moscou", "country", country="Russie")),
        page(NEXT, actor("Moscow", "country", country="Russia"), language="en"),
        page(NEXT, actor("Russie", "country", country="Russie")),
        page(NEXT, actor("Riga", "country", country="Lettonie")),
    )
    by_name = {e.name: e for e in found}
    assert by_name["Moscou"].stands_for == by_name["Russie"].id
    assert len(by_name["Moscou"].members) == 2
    assert by_name["Riga"].stands_for is None


def test_an_institution_is_that_of_the_state_its_article_names_most() -> None:
    latvia = actor("Lettonie", "country", country="Lettonie")
    russia = actor("Russie", "country", country="Russie")
    bare = actor("ministère de la Pêche", "organisation")
    found = names(page(DAY, LATVIAN), page(NEXT, bare, latvia), page(NEXT, bare, russia))
    assert found["ministère letton de la Pêche"] == 2
    assert found["ministère de la Pêche"] == 1


def test_half_of_a_double_surname_joins_at_the_time_only() -> None:
    double, half = actor("Ana Lorrec Prade"), actor("Ana Lorrec")
    assert names(page(DAY, double), page(NEXT, half)) == {"Ana Lorrec Prade": 2}
    assert names(page(DAY, double), page(LATER, half)) == {"Ana Lorrec Prade": 1, "Ana Lorrec": 1}


def test_a_surname_of_another_year_is_not_given_away() -> None:
    assert names(page(DAY, actor("Ida Varel")), page(LATER, actor("Varel"))) == {
        "Ida Varel": 1,
        "Varel": 1,
    }


def test_a_surname_of_another_year_is_given_to_who_holds_the_office() -> None:
    full = page(DAY, actor("Ida Varel", role="présidente lettone", country="Lettonie"))
    short = page(LATER, actor("Varel", role="présidente lettone", country="Lettonie"))
    assert names(full, short) == {"Ida Varel": 2}


def test_a_surname_of_two_people_of_the_time_is_nobodys() -> None:
    found = names(page(DAY, actor("Ida Varel"), actor("Paul Varel")), page(NEXT, actor("Varel")))
    assert found == {"Ida Varel": 1, "Paul Varel": 1, "Varel": 1}


def test_a_surname_is_given_to_the_one_of_its_time() -> None:
    found = names(
        page(DAY, actor("Ida Varel")), page(LATER, actor("Paul Varel")), page(NEXT, actor("Varel"))
    )
    assert found == {"Ida Varel": 2, "Paul Varel": 1}


def test_a_surname_is_not_given_to_whom_its_own_article_tells_apart() -> None:
    found = names(
        page(DAY, actor("Ida Varel", gender="f")),
        page(NEXT, actor("Ida Varel", gender="f"), actor("Varel")),
    )
    assert found == {"Ida Varel": 2, "Varel": 1}


def test_an_initial_that_two_given_names_fit_joins_them_to_neither() -> None:
    found = names(page(DAY, actor("Ida Varel"), actor("Inès Varel")), page(NEXT, actor("I. Varel")))
    assert sorted(found.values()) == [1, 1, 1]


def test_two_middle_names_stay_two() -> None:
    found = names(page(DAY, actor("Paul A. Varel")), page(NEXT, actor("Paul B. Varel")))
    assert sorted(found.values()) == [1, 1]


def test_the_name_is_the_fullest_of_the_most_frequent() -> None:
    (entity,) = entities(
        page(DAY, actor("Varel")),
        page(DAY, actor("Varel"), uri="b"),
        page(NEXT, actor("Ida Varel", aliases=("Varel",))),
        page(NEXT, actor("Ida Marie Varel")),
        page(NEXT, actor("Ida Varel"), uri="c"),
    )
    assert entity.name == "Ida Varel"
    assert entity.aliases == ("Varel", "Ida Marie Varel")


CAST = (
    actor("Ida Varel", role="ministre lettone", country="Lettonie", gender="f"),
    actor("Ida Warel"),
    actor("Paul Varel", gender="m"),
    actor("Varel"),
    actor("Varel", country="Lettonie"),
    actor("I. Varel"),
    actor("Ida Marie Varel"),
    actor("Ida Lorrec Varel"),
    actor("Lorrec"),
    actor("SPK", "organisation"),
    actor("Syndicat des pêcheurs du Kerval", "organisation", aliases=("SPK",)),
    actor("Syndicat paysan du Kerval", "organisation"),
    actor("ministère de la Pêche", "organisation"),
    LATVIAN,
    actor("Russie", "country", country="Russie"),
    actor("Moscou", "country", country="Russie"),
    actor("un responsable", named=False),
)
DAYS = (DAY, NEXT, LATER, None)


@st.composite
def piles(draw: st.DrawFn) -> list[Reading]:
    count = draw(st.integers(2, 7))
    pages = []
    for i in range(count):
        who = draw(
            st.lists(st.sampled_from(CAST), min_size=1, max_size=4, unique_by=lambda a: a.name)
        )
        language = draw(st.sampled_from(("fr", "fr", "fr", "en")))
        pages.append(page(draw(st.sampled_from(DAYS)), *who, language=language, uri=f"p{i}"))
    return pages


SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def told(*batches: list[Reading]) -> list[object]:
    """Return all that a dossier concludes on its actors, in a fixed order."""
    return sorted(map(repr, Dossier(linked(*batches)).entities()))


@SLOW
@given(piles(), st.randoms())
def test_the_order_of_the_pages_plays_no_part(pages: list[Reading], random: object) -> None:
    shuffled = list(pages)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert told(pages) == told(shuffled)


@SLOW
@given(piles(), st.data())
def test_adding_pages_is_building_anew(pages: list[Reading], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(pages)))
    again = data.draw(st.integers(0, len(pages)))
    assert told(pages[:cut], pages[cut:], pages[again:]) == told(pages)


@SLOW
@given(piles())
def test_every_actor_is_in_one_entity_and_every_join_has_reasons(pages: list[Reading]) -> None:
    found = Dossier(linked(pages)).entities()
    members = [m.id for e in found for m in e.members]
    assert sorted(members) == sorted(a.id for p in pages for a in p.actors)
    assert all(m.reasons for e in found if len(e.members) > 1 for m in e.members)
    assert len({e.id for e in found}) == len(found)


def test_a_new_text_of_a_page_takes_the_place_of_the_old() -> None:
    connection = linked([page(DAY, actor("Ida Varel"), uri="a")])
    add(connection, [page(DAY, actor("Paul Varel"), uri="a")])
    (entity,) = Dossier(connection).entities()
    assert entity.name == "Paul Varel"


def test_actors_that_change_their_entity_are_named_to_later_steps() -> None:
    connection = linked([page(DAY, actor("Varel"), uri="a")])
    add(connection, [page(NEXT, actor("Ida Varel"), uri="b")])
    moved = connection.execute("SELECT name FROM moved JOIN actors ON id = actor").fetchall()
    assert moved == [("Varel",)]
