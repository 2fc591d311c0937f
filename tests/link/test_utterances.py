"""Quotations of one speech act are one utterance, whatever the wording; others stay apart."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from tests.link.utterance_dossier import Quoted, article, later, members, utterances

from recoupe.dossier import store
from recoupe.dossier.read import Dossier
from recoupe.dossier.write import write
from recoupe.export.views.utterances import VIEW
from recoupe.link.changed_words import difference
from recoupe.link.utterances import encoder
from recoupe.link.utterances.step import link_utterances

GATE = Quoted("Nous rouvrirons l'écluse de Morvane avant la saison des pommes")
GATE_TOLD = Quoted("l'écluse de Morvane serait rouverte avant la saison des pommes")
PRICE = Quoted("le péage des péniches n'augmentera pas cette année")

PAGES = (
    article("Le Fanal", [later(GATE, kind="direct"), PRICE]),
    article("La Rive", [GATE_TOLD, Quoted("le péage des péniches augmentera cette année")]),
    article("Canal Info", [later(GATE, kind="direct"), later(GATE, said="2031-05-09")]),
    article("L'Éclusier", [Quoted("Les tilleuls du quai Sud seront abattus, puis replantés")]),
    article("Le Fanal bis", [Quoted("l'écluse rouverte avant les pommes", headline=True)]),
)


def test_one_statement_in_three_articles_is_one_utterance() -> None:
    (found,) = [u for u in utterances(PAGES) if len(u.articles) > 1]
    assert len(found.members) == 4
    assert len(found.summaries) == 1
    assert found.origins == 4
    assert found.speaker_name == "Nora Vasseur"
    assert found.said.value == "2031-03-03"
    assert {"écluse", "pommes", "saison"} <= set(found.shared)
    assert any("{+" in v.difference for v in found.variants)


def test_every_member_has_reasons() -> None:
    for found in utterances(PAGES):
        for member in found.members:
            assert member.reasons
            assert 0.5 <= member.score <= 1


def test_no_utterance_without_its_quotations() -> None:
    connection = store.in_memory()
    write(connection, PAGES)
    link_utterances(connection)
    with Dossier(connection) as dossier:
        known = {q.id for q in dossier.quotations()}
        assert all(m.id in known for u in dossier.utterances() for m in u.members)


def test_the_order_of_articles_does_not_matter() -> None:
    expected = utterances(PAGES)
    for order in list(permutations(PAGES))[::17]:
        assert utterances(order) == expected


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=5, max_size=5))
def test_adding_in_steps_equals_building_anew(steps: list[int]) -> None:
    batches = [[p for p, s in zip(PAGES, steps, strict=True) if s == k] for k in range(3)]
    assert utterances(*batches) == utterances(PAGES)


def test_adding_nothing_changes_nothing() -> None:
    assert utterances(PAGES, PAGES[:2], ()) == utterances(PAGES)


def test_an_article_superseded_leaves_its_utterances() -> None:
    first = article("Le Fanal", [GATE])
    second = article("Le Fanal", [Quoted("Rien n'est décidé pour les berges")])
    other = article("La Rive", [GATE_TOLD])
    assert len(utterances([first, other])) == 1
    assert utterances([first, other], [second]) == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Il rend le port", "Il rend les quais", "Il rend [-le port-] {+les quais+}"),
        ("Rien.", "Rien !", "Rien [-.-] {+!+}"),
        ("11.000 nids", "11.500 nids", "[-11.000-] {+11.500+} nids"),
        ("« Très proche »", '"Assez proche"', "« [-Très-] {+Assez+} proche »"),
        ("Tout est dit", "Tout est dit", "Tout est dit"),
        ("Oui, dit-il", "Non, dit-il", "[-Oui-] {+Non+}, dit-il"),
        ("Le bac, vieux, coule", "Le port, neuf, coule", "Le [-bac, vieux-] {+port, neuf+}, coule"),
    ],
)
def test_difference_word_by_word(one: str, other: str, expected: str) -> None:
    assert difference(one, other) == expected


def test_a_quotation_is_not_joined_to_the_one_it_stands_in() -> None:
    told = Quoted("le maire a dit que l'écluse de Morvane rouvrirait avant la saison des pommes")
    inner = later(GATE_TOLD, inside=0)
    page = article("Le Fanal", [told, inner])
    assert members(utterances([page])) == set()


def test_the_view_shows_members_reasons_and_differences() -> None:
    connection = store.in_memory()
    write(connection, PAGES)
    link_utterances(connection)
    with Dossier(connection) as dossier:
        told = "\n".join(line.plain for line in VIEW.lines(dossier, Console(width=100)))
        (row,) = [r for r in VIEW.rows(dossier) if len(r["articles"]) > 1]
    for part in ("Nora Vasseur", "2031-03-03", "one speaker", "{+", "summary", "fullest"):
        assert part in told
    assert len(row["quotations"]) == 4


def test_recoupe_says_where_languages_are_not_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    connection = store.in_memory()
    write(
        connection, [*PAGES, article("The Beacon", [later(GATE, words="We wait")], language="en")]
    )
    monkeypatch.setattr(encoder, "available", lambda: False)
    link_utterances(connection)
    with Dossier(connection) as dossier:
        assert dossier.languages_apart() == encoder.OFF
        told = [line.plain for line in VIEW.lines(dossier, Console(width=100))]
        assert encoder.OFF in told
        monkeypatch.setattr(encoder, "available", lambda: True)
        assert dossier.languages_apart() is None
