"""What a reader says stands in place of what the machine found, until it is undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from duckdb import DuckDBPyConnection
from tests.link.test_discrepancies import DEAD, MORE_DEAD
from tests.link.utterance_dossier import Quoted, article

from recoupe.dossier import corrections, store
from recoupe.dossier.corrections import Draft
from recoupe.dossier.read import Dossier
from recoupe.dossier.write import write
from recoupe.errors import DossierError
from recoupe.findings import Entity, Utterance
from recoupe.ids import make_id
from recoupe.link.steps import link
from recoupe.records import Reading
from recoupe.rows import to_row

HARBOUR = "le quai nord sera fermé trois semaines pour remplacer les bollards rouillés"
MARKET = "le marché couvert accueillera une centaine de producteurs dès la saison prochaine"

PAGES = (
    article("vigie", [Quoted(HARBOUR), Quoted(MARKET, "Paul Orsini")]),
    article("phare", [Quoted(HARBOUR, "Nora Vasseur"), Quoted(MARKET, "P. Lestrange")]),
    article("cap", [Quoted("la fermeture durera vingt jours", "Nora Vasseur", "2031-03-03")]),
)


def linked(pages: Iterable[Reading]) -> DuckDBPyConnection:
    """Return a dossier in memory of these pages, linked."""
    connection = store.in_memory()
    write(connection, pages)
    link(connection)
    return connection


def say(connection: DuckDBPyConnection, draft: Draft, minute: int = 0) -> str:
    """Make a correction, link, and return its id."""
    when = datetime(2031, 4, 1, 9, tzinfo=UTC) + timedelta(minutes=minute)
    made = corrections.correct(connection, draft, made=when)
    link(connection)
    return made.id


def actor(page: int, name: str) -> str:
    return make_id(PAGES[page].article.id, name)


def quotation(page: int, number: int) -> str:
    return PAGES[page].quotations[number].id


def entity(connection: DuckDBPyConnection, identity: str) -> Entity:
    """Return the entity of an actor of one article."""
    dossier = Dossier(connection)
    wanted = dossier.entity_of()[identity]
    return next(e for e in dossier.entities() if e.id == wanted)


def utterance(connection: DuckDBPyConnection, identity: str) -> Utterance:
    """Return the utterance a quotation belongs to; there is just one."""
    (found,) = [
        u for u in Dossier(connection).utterances() if identity in {m.id for m in u.members}
    ]
    return found


def everything(connection: DuckDBPyConnection) -> list[object]:
    """Return all conclusions, in a fixed order."""
    d = Dossier(connection)
    parts = (d.entities(), d.utterances(), d.discrepancies(), d.timeline(), d.coverage(),
             d.threads(), d.quotations(), d.stories())  # fmt: skip
    return [sorted(map(repr, map(to_row, part))) for part in parts]


def test_two_people_said_to_be_one_are_one_everywhere() -> None:
    connection = linked(PAGES)
    orsini, lestrange = actor(0, "Paul Orsini"), actor(1, "P. Lestrange")
    assert entity(connection, orsini).id != entity(connection, lestrange).id
    assert utterance(connection, quotation(0, 1)).articles == (PAGES[0].article.id,)
    say(connection, Draft("same actor", (orsini, lestrange), "Ida", reason="pen name"))
    one = entity(connection, orsini)
    assert one.id == entity(connection, lestrange).id
    assert {one.name, *one.aliases} == {"Paul Orsini", "P. Lestrange"}
    assert any("by hand, Ida, 2031-04-01: pen name" in m.reasons for m in one.members)
    assert len(utterance(connection, quotation(0, 1)).articles) == 2, "one voice, one utterance"


def test_one_person_said_to_be_two_is_two() -> None:
    connection = linked(PAGES)
    first, second = actor(0, "Nora Vasseur"), actor(1, "Nora Vasseur")
    assert entity(connection, first).id == entity(connection, second).id
    say(connection, Draft("different actors", (first, second), "Ida"))
    assert entity(connection, first).id != entity(connection, second).id
    assert len(utterance(connection, quotation(0, 0)).articles) == 1


def test_a_wrong_speaker_is_replaced() -> None:
    connection = linked(PAGES)
    item = quotation(0, 1)
    say(connection, Draft("speaker", (item,), "Ida", actor=actor(0, "Nora Vasseur")))
    (found,) = [q for q in Dossier(connection).quotations() if q.id == item]
    assert (found.speaker, found.speaker_name) == (actor(0, "Nora Vasseur"), "Nora Vasseur")
    assert utterance(connection, item).speaker == entity(connection, found.speaker or "").id
    say(connection, Draft("speaker", (item,), "Ida"), minute=1)
    assert utterance(connection, item).speaker_name is None, "nobody is named"


def test_a_wrong_date_is_replaced_down_to_the_timeline() -> None:
    connection = linked(PAGES)
    item = quotation(0, 1)
    say(connection, Draft("date", (item,), "Ida", value="2031-02-11"))
    assert utterance(connection, item).said.value == "2031-02-11"
    assert utterance(connection, item).said.basis == "corrected by hand"
    moments = [
        m for m in Dossier(connection).timeline() if utterance(connection, item).id in m.items
    ]
    assert [m.date for m in moments] == ["2031-02-11"]


def test_quotations_said_to_be_one_utterance_are_one() -> None:
    connection = linked(PAGES)
    known, other = quotation(0, 0), quotation(2, 0)
    assert utterance(connection, known).id != utterance(connection, other).id
    say(connection, Draft("same utterance", (known, other), "Ida"))
    found = utterance(connection, other)
    assert {m.id for m in found.members} == {known, quotation(1, 0), other}
    assert found.fullest in {known, quotation(1, 0)}
    assert found.variants


def test_quotations_said_not_to_be_one_utterance_are_two() -> None:
    connection = linked(PAGES)
    first, second = quotation(0, 0), quotation(1, 0)
    assert utterance(connection, first).id == utterance(connection, second).id
    say(connection, Draft("different utterances", (first, second), "Ida"))
    assert [m.id for m in utterance(connection, first).members] == [first]
    assert [m.id for m in utterance(connection, second).members] == [second]


def test_a_discrepancy_said_to_be_none_is_gone() -> None:
    connection = linked((DEAD, MORE_DEAD))
    (found,) = Dossier(connection).discrepancies()
    made = say(connection, Draft("no discrepancy", (found.id,), "Ida"))
    assert not Dossier(connection).discrepancies()
    corrections.undo(connection, made, "Ida")
    link(connection)
    assert Dossier(connection).discrepancies() == (found,)


DRAFTS = (
    Draft("same actor", (actor(0, "Paul Orsini"), actor(1, "P. Lestrange")), "Ida"),
    Draft("different actors", (actor(0, "Nora Vasseur"), actor(1, "Nora Vasseur")), "Ida"),
    Draft("speaker", (quotation(0, 1),), "Ida", value="Ada Mornay"),
    Draft("date", (quotation(0, 0),), "Ida", value="2031-W05"),
    Draft("same utterance", (quotation(0, 0), quotation(2, 0)), "Ida"),
    Draft("different utterances", (quotation(0, 0), quotation(1, 0)), "Ida"),
)


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda d: d.kind)
def test_what_is_undone_is_as_it_was(draft: Draft) -> None:
    connection = linked(PAGES)
    before = everything(connection)
    made = say(connection, draft)
    assert everything(connection) != before
    corrections.undo(connection, made, "Ida")
    link(connection)
    assert everything(connection) == before
    (kept,) = Dossier(connection).corrections()
    assert kept.undone_by == "Ida"


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda d: d.kind)
def test_corrections_hold_when_a_page_is_added_or_read_again(draft: Draft) -> None:
    late, again = linked(PAGES[:2]), linked(PAGES)
    if not all(i in {*map_ids(PAGES[:2])} for i in draft.items):
        late = linked(PAGES)
    say(late, draft)
    say(again, draft)
    write(late, PAGES[1:])
    link(late)
    assert everything(late) == everything(again)


def map_ids(pages: Iterable[Reading]) -> set[str]:
    """Return the ids of all actors and quotations of some pages."""
    return {x.id for p in pages for x in (*p.actors, *p.quotations)}


def test_machine_findings_are_not_touched() -> None:
    connection = linked(PAGES)
    tables = ("quotations", "memberships", "entities", "utterances")
    before = [connection.execute(f"FROM {t} ORDER BY ALL").fetchall() for t in tables[:3]]
    for minute, draft in enumerate(DRAFTS[3:]):
        say(connection, draft, minute)
    assert before == [connection.execute(f"FROM {t} ORDER BY ALL").fetchall() for t in tables[:3]]


def test_corrections_pass_to_another_dossier_of_the_same_pages() -> None:
    one, other = linked(PAGES), linked(PAGES)
    for minute, draft in enumerate(DRAFTS[2:4]):
        say(one, draft, minute)
    rows = [to_row(c) for c in Dossier(one).corrections()]
    assert corrections.take_in(other, rows) == (2, 0)
    link(other)
    assert everything(one) == everything(other)
    assert corrections.take_in(other, rows) == (0, 0)


def test_a_correction_waits_for_its_page() -> None:
    one, part = linked(PAGES), linked(PAGES[:1])
    say(one, Draft("speaker", (quotation(2, 0),), "Ida", value="Ada Mornay"))
    assert corrections.take_in(part, [to_row(c) for c in Dossier(one).corrections()]) == (1, 1)
    assert len(corrections.lost(part)) == 1
    write(part, PAGES[1:])
    link(part)
    assert utterance(part, quotation(2, 0)).speaker_name == "Ada Mornay"


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (Draft("same actor", (actor(0, "Paul Orsini"),), "Ida"), "two different items"),
        (Draft("date", (quotation(0, 0),), "Ida", value="demain"), "no date: 'demain'"),
        (Draft("date", (quotation(0, 0),), "Ida"), "no date"),
        (Draft("speaker", (quotation(0, 0),), "  ", value="X"), "who makes it"),
        (Draft("speaker", ("0" * 16,), "Ida", value="X"), "nothing of the id"),
        (Draft("speaker", (quotation(0, 0),), "Ida", actor="nobody"), "no actor nobody"),
        (Draft("speaker", (quotation(0, 0),), "Ida", value="X" * 2000), "at most 1000"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(draft: Draft, told: str) -> None:
    connection = linked(PAGES)
    with pytest.raises(DossierError, match=told):
        corrections.correct(connection, draft)
    assert not Dossier(connection).corrections()


def test_undoing_twice_or_nothing_is_refused() -> None:
    connection = linked(PAGES)
    made = say(connection, DRAFTS[2])
    corrections.undo(connection, made, "Ida")
    with pytest.raises(DossierError, match="undone before"):
        corrections.undo(connection, made, "Ida")
    with pytest.raises(DossierError, match="no correction abc"):
        corrections.undo(connection, "abc", "Ida")
