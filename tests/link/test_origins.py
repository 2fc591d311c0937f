"""Pages of one dispatch, agency or interview are one origin; what an outlet found is another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.link.test_reprints import (
    CUT,
    DISPATCH,
    LEAD,
    NEXT_DAY,
    OWN,
    PARK,
    PRICE,
    REWRITTEN,
    UNION,
    VOICE,
    article,
)

from recoupe.dossier import store
from recoupe.dossier.read import Dossier
from recoupe.dossier.write import write
from recoupe.findings import Origin
from recoupe.ids import make_id
from recoupe.link.origins_media import key, medium_in
from recoupe.link.steps import link
from recoupe.records import Quotation, Reading, Span


def quoting(
    reading: Reading, words: str, relay: str | None = None, channel: str | None = None
) -> Reading:
    """Return a reading with one quotation: these words of it."""
    start = reading.article.text.index(words)
    span = Span.of(reading.article.text, start, start + len(words))
    name = make_id(reading.article.id, words)
    quotation = Quotation(name, reading.article.id, "direct", (span,), relay=relay, channel=channel)
    return replace(reading, quotations=(*reading.quotations, quotation))


def origins(*batches: list[Reading]) -> dict[str, Origin]:
    """Return the origin of each quotation, by the words that it begins with."""
    connection = store.in_memory()
    for batch in batches:
        write(connection, batch)
        link(connection)
    opened = Dossier(connection)
    found = {o.quotation: o for o in opened.origins()}
    names = {a.id: a.uri for a in opened.articles()}
    quotations = opened.quotations()
    assert len(found) == len(quotations)
    return {f"{names[q.article]}: {q.content[0].text[:12]}": found[q.id] for q in quotations}


def test_pages_of_one_dispatch_are_one_origin_and_an_own_paragraph_another() -> None:
    pages = [quoting(page, VOICE) for page in (DISPATCH, CUT, REWRITTEN)]
    pages[2] = quoting(pages[2], OWN)
    found = origins(pages)
    assert len(found) == 4
    assert {o.origin for name, o in found.items() if VOICE[:12] in name} == {key("La Vigie")}
    (own,) = [o for name, o in found.items() if OWN[:12] in name]
    assert (own.name, own.reason) == ("Le Cap", "the outlet's own paragraph")


def test_the_agency_that_a_group_credits_is_its_origin() -> None:
    pages = [
        quoting(article("Le Cap", [LEAD, VOICE], credited=["Reuters"]), VOICE),
        quoting(article("La Vigie", [LEAD, VOICE]), VOICE),
        quoting(article("Le Large", [PARK, PRICE], credited=["Reuters"]), PRICE),
    ]
    assert {o.origin for o in origins(pages).values()} == {key("Reuters")}


def test_a_passage_taken_over_has_the_origin_of_its_source() -> None:
    found = origins([quoting(DISPATCH, UNION), quoting(NEXT_DAY, UNION)])
    assert {o.origin for o in found.values()} == {key("La Vigie")}
    assert {o.reason for o in found.values()} == {
        "the outlet's own account",
        "taken over from La Vigie",
    }


def test_an_interview_is_one_origin_wherever_it_is_told() -> None:
    pages = [
        quoting(article("Radio Brise", [PARK]), PARK),
        quoting(article("Le Cap", [LEAD]), LEAD, channel="un entretien à la chaîne Radio Brise"),
        quoting(article("Le Large", [PRICE]), PRICE, relay="la station Radio Brise"),
    ]
    assert {o.origin for o in origins(pages).values()} == {key("Radio Brise")}


def test_who_passed_it_on_comes_before_the_credit_of_the_page() -> None:
    page = article("Le Cap", [LEAD], credited=["Reuters"])
    (origin,) = origins([quoting(page, LEAD, relay="l'agence TASS")]).values()
    assert (origin.name, origin.reason) == ("TASS", "passed on by TASS: “l'agence TASS”")


def test_a_press_conference_leaves_each_outlet_its_own_origin() -> None:
    pages = [
        quoting(article("Le Cap", [LEAD]), LEAD, channel="une conférence de presse à Torvane"),
        quoting(article("Le Large", [PARK]), PARK, channel="un communiqué"),
    ]
    assert {o.name for o in origins(pages).values()} == {"Le Cap", "Le Large"}


def test_batches_change_nothing() -> None:
    pages = [quoting(DISPATCH, VOICE), quoting(CUT, VOICE), quoting(NEXT_DAY, UNION)]
    assert origins(pages[2:], pages[:1], pages[1:2]) == origins(pages)
    assert origins(pages, pages) == origins(pages)


@pytest.mark.parametrize(
    ("text", "language", "medium"),
    [
        ("un entretien au Courrier de Brécy", "fr", "Courrier de Brécy"),
        ("l'agence publique Ostral", "fr", "Ostral"),
        ("Agence France-Presse", "fr", "AFP"),
        ("une conférence de presse à Torvane", "fr", None),
        ("un communiqué", "fr", None),
        ("the broadcaster Torvane Sound", "en", "Torvane Sound"),
        ("a news conference in Torvane", "en", None),
    ],
)
def test_the_medium_of_a_channel(text: str, language: str, medium: str | None) -> None:
    assert medium_in(text, language) == medium


def test_an_old_quotation_that_has_another_origin_now_is_remembered() -> None:
    connection = store.in_memory()
    write(connection, [quoting(CUT, VOICE)])
    link(connection)
    late = article("AFP", [LEAD, VOICE, UNION], "2031-03-11T17:00", "AFP")
    write(connection, [late])
    link(connection)
    ((quotation,),) = connection.execute("FROM rerouted").fetchall()
    (origin,) = Dossier(connection).origins()
    assert (origin.quotation, origin.name) == (quotation, "AFP")
