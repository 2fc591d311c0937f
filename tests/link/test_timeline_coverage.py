"""What was said and done stands in order of time, and each article is told what it carries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import recoupe
from recoupe.dossier import store
from recoupe.dossier.read import Dossier
from recoupe.dossier.write import write
from recoupe.findings import Member, Story, Utterance
from recoupe.ids import make_id
from recoupe.link.coverage import link_coverage
from recoupe.link.facts import gather_facts
from recoupe.link.steps import link
from recoupe.link.timeline import link_timeline
from recoupe.records import (
    Article,
    Event,
    EventStatus,
    Party,
    Published,
    Quantity,
    Quotation,
    QuotationKind,
    Reading,
    Said,
    Span,
    Zone,
)
from recoupe.rows import insert

FIRST = """Le préfet Armand Delestrac a dit mardi : « La digue de Courvoison tiendra. »
Les pompiers ont évacué la rue Basse lundi. La digue mesure 4 kilomètres."""
SECOND = """« La digue de Courvoison tiendra », a assuré le préfet Armand Delestrac.
Une réunion aura lieu le 20 mars. La digue mesure 4 kilomètres."""
THIRD = """Selon le préfet Armand Delestrac, l'ouvrage ne cédera pas."""
EARLY = """Courvoison attend la crue, la rue Basse se vide."""


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def quotation(text: str, words: str, kind: QuotationKind) -> Quotation:
    name = "Armand Delestrac"
    said = Said("2031-03-11", "mardi")
    return Quotation(
        make_id(text, words),
        make_id(text),
        kind,
        (span(text, words),),
        speaker_name=name,
        said=said,
    )


def event(text: str, words: str, date: str, status: EventStatus) -> Event:
    who = (Party(None, words.split(" ont ", maxsplit=1)[0], span(text, words)),)
    passage = span(text, words)
    identity = make_id(text, words, "event")
    return Event(
        identity, make_id(text), (passage,), passage, "AID", "07", status, actors=who, date=date
    )


def reading(
    text: str,
    day: str | None,
    outlet: str,
    quotations: tuple[Quotation, ...] = (),
    events: tuple[Event, ...] = (),
    *,
    figures: bool = False,
) -> Reading:
    identity = make_id(text)
    published = Published(day, "printed" if day else "none")
    zones = (Zone(0, len(text), "body"),)
    article = Article(identity, outlet, text, zones, published, "fr", outlet=outlet)
    length = Quantity(
        make_id(text, "4"),
        identity,
        span(text, "4 kilomètres"),
        "measure",
        4.0,
        4.0,
        unit="kilometre",
        of=span(text, "La digue"),
    ) if figures else None  # fmt: skip
    return Reading(article, (), quotations, (), (length,) if length else (), events)


SAID = (
    quotation(FIRST, "La digue de Courvoison tiendra.", "direct"),
    quotation(SECOND, "La digue de Courvoison tiendra", "direct"),
    quotation(THIRD, "l'ouvrage ne cédera pas", "indirect"),
)
LEFT = event(FIRST, "Les pompiers ont évacué la rue Basse", "2031-03-10", "done")
MEETING = event(SECOND, "Une réunion aura lieu", "2031-03-20", "promised")
READINGS = (
    reading(FIRST, "2031-03-12", "La Vigie", SAID[:1], (LEFT,), figures=True),
    reading(SECOND, "2031-03-13", "Le Guet", SAID[1:2], (MEETING,), figures=True),
    reading(THIRD, "2031-03-14", "Le Phare", SAID[2:]),
    reading(EARLY, "2031-03-09", "L'Aube"),
)
UTTERANCE = Utterance(
    "u1",
    None,
    "Armand Delestrac",
    Said("2031-03-11", "mardi"),
    tuple(Member(q.id, 1.0, ("same words",)) for q in SAID),
    fullest=SAID[0].id,
    articles=tuple(sorted(q.article for q in SAID)),
)


@pytest.fixture
def dossier() -> Iterator[Dossier]:
    """Return a dossier of one story whose utterance is linked."""
    connection = store.in_memory()
    write(connection, READINGS)
    insert(connection, "utterances", [UTTERANCE])
    members = tuple(Member(r.article.id, 1.0) for r in READINGS)
    insert(connection, "stories", [Story("s1", "La crue", members)])
    for step in (gather_facts, link_timeline, link_coverage):
        step(connection)
    with Dossier(connection) as opened:
        yield opened


def test_moments_stand_in_order_of_time(dossier: Dossier) -> None:
    told = [(m.kind, m.date, m.who) for m in dossier.timeline()]
    assert told == [
        ("done", "2031-03-10", "Les pompiers"),
        ("said", "2031-03-11", "Armand Delestrac"),
        ("planned", "2031-03-20", "Une réunion aura lieu"),
    ]


def test_a_moment_names_its_passages(dossier: Dossier) -> None:
    texts = {r.article.id: r.article.text for r in READINGS}
    for moment in dossier.timeline():
        assert moment.passages
        assert {p.article for p in moment.passages} <= set(moment.articles)
        for p in moment.passages:
            assert texts[p.article][p.start : p.end] == p.text


def test_what_has_no_date_ends_with_the_first_page_that_tells_it() -> None:
    connection = store.in_memory()
    write(connection, READINGS)
    undated = Utterance("u1", None, None, Said(None, ""), (Member(SAID[1].id, 1.0),),
                        articles=(SAID[1].article,))  # fmt: skip
    insert(connection, "utterances", [undated])
    for step in (gather_facts, link_timeline):
        step(connection)
    (last,) = [m for m in Dossier(connection).timeline() if m.kind == "said"]
    assert (last.date, last.first, last.last) == (None, None, "2031-03-13")


def cells(dossier: Dossier, kind: str) -> list[dict[str, str]]:
    """Return the rows of one kind as {outlet: how}."""
    names = {a.id: a.outlet or "" for a in dossier.articles()}
    return [
        {names[c.article]: c.how for c in r.cells} for r in dossier.coverage() if r.kind == kind
    ]


def test_an_utterance_is_verbatim_reworded_or_absent(dossier: Dossier) -> None:
    assert cells(dossier, "utterance") == [
        {"La Vigie": "verbatim", "Le Guet": "verbatim", "Le Phare": "reworded", "L'Aube": "before"}
    ]


def test_a_figure_is_one_row(dossier: Dossier) -> None:
    (row,) = cells(dossier, "figure")
    assert row == {
        "La Vigie": "reworded",
        "Le Guet": "reworded",
        "Le Phare": "absent",
        "L'Aube": "before",
    }


def test_an_outlet_is_told_what_only_it_has_and_what_it_alone_left_out(dossier: Dossier) -> None:
    found = {o.outlet: o for o in dossier.outlets()}
    labels = {r.id: r.kind for r in dossier.coverage()}
    assert [labels[i] for i in found["Le Phare"].left_out] == ["figure"]
    assert found["L'Aube"].left_out == ()
    assert [labels[i] for i in found["La Vigie"].only] == ["event"]
    assert found["La Vigie"].carried == 3


def test_words_lent_to_somebody_are_no_moment_of_his() -> None:
    """He says so of the other; what the other said is not known by that."""
    text = (
        "« Le maire Ivo Tarn m'a dit : “Je veux renégocier tout l'accord” », a déclaré mardi "
        "le préfet Armand Delestrac."
    )
    with store.in_memory() as connection:
        write(connection, [recoupe.read(text, published="2031-03-05", language="fr")])
        link(connection)
        with Dossier(connection) as dossier:
            said = [m for m in dossier.timeline() if m.kind == "said"]
    assert len(said) == 1
    assert said[0].who == "Armand Delestrac"
