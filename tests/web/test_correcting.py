"""Corrections in the browser: who may make them, that they are applied at once, and undone."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HOME

import recoupe
from recoupe.dossier import store
from recoupe.dossier.reads.actors import actors
from recoupe.dossier.reads.discrepancies import discrepancies
from recoupe.dossier.reads.paging import Paging
from recoupe.dossier.reads.record import record
from recoupe.dossier.reads.utterance import UtteranceRead, utterance
from recoupe.findings import Correction
from recoupe.web.app import make_app

TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{64})"')
Fields = dict[str, Any]
RIGHT = "right"


def made(path: Path) -> tuple[Correction, ...]:
    with recoupe.open(path) as dossier:
        return dossier.corrections()


def fields(page: str, kind: str) -> Fields:
    """Return the hidden fields of the form for one kind of correction, as a browser sends them."""
    form = next(f for f in page.split("<form ") if f'value="{kind}"' in f)
    found: Fields = {"who": "Odile"}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form):
        found.setdefault(name, []).append(html.unescape(value))
    return found


def told_twice(path: Path) -> UtteranceRead:
    """Return an utterance with several wordings."""
    with store.open_for_reading(path) as connection:
        items = record(connection, paging=Paging(0, 200)).items
        return utterance(connection, next(t for t in items if t.accounts > 1).id)


def utterance_of(path: Path, quotation: str) -> str:
    """Return the utterance that a quotation belongs to."""
    query = "SELECT utterance FROM shelf_quotations WHERE id = ?"
    with store.open_for_reading(path) as connection:
        found = connection.execute(query, [quotation]).fetchone()
    assert found
    return str(found[0])


def post(client: TestClient, form: Fields, **headers: str) -> int:
    return client.post("/corrections", data=form, headers=headers).status_code


def test_readers_without_the_token_see_no_way_to_correct(client: TestClient, built: Path) -> None:
    name = told_twice(built).told.id
    assert "/correct/" not in client.get(f"/record/{name}").text
    assert "/corrections" not in client.get("/").text
    for path in ("/corrections", f"/correct/utterance/{name}"):
        assert client.get(path).status_code == 403
    assert client.post("/corrections", data={"kind": "date"}).status_code == 405


def test_a_wrong_token_lets_nobody_in(writable: Path) -> None:
    with TestClient(make_app(writable, write=True, token=RIGHT), HOME) as reader:
        assert reader.get("/corrections?token=wrong").status_code == 403
        assert reader.get("/corrections?token=%C3%A9").status_code == 403
        answer = reader.get("/corrections?made=x&token=right")
        assert (answer.status_code, str(answer.url)) == (200, f"{HOME}/corrections?made=x")
        kept = answer.history[0].headers["set-cookie"].lower()
        assert "httponly" in kept
        assert "samesite=strict" in kept
        assert "right" not in kept
        away = reader.get(f"{HOME}//evil.example/?token=right", follow_redirects=False)
        assert away.headers["location"] == "/evil.example/"


def test_a_form_needs_its_token_and_our_own_page(writer: TestClient, writable: Path) -> None:
    found = told_twice(writable)
    form = fields(writer.get(f"/correct/utterance/{found.told.id}").text, "date")
    form["value"] = "2026-03-08"
    foreign = (
        "http://evil.example",
        "null",
        "",
        "http://localhost.evil.example",
        "https://localhost",
    )
    for origin in foreign:
        assert post(writer, form, origin=origin) == 403
    for wrong in ("0" * 64, "", "é"):
        assert post(writer, {**form, "csrf": wrong}) == 403
    with TestClient(writer.app, HOME, headers={"origin": HOME}) as stranger:
        assert post(stranger, form) == 403
    assert made(writable) == ()
    assert post(writer, form) == 200
    assert [c.kind for c in made(writable)] == ["date"]


def test_a_date_is_corrected_shown_and_undone(writer: TestClient, writable: Path) -> None:
    name = told_twice(writable).told.id
    form = fields(writer.get(f"/correct/utterance/{name}").text, "date")
    before = writer.get(f"/record/{name}").text
    answer = writer.post("/corrections", data={**form, "value": "2026-03-07", "reason": "agenda"})
    assert "Correction appliquée" in answer.text
    assert f'href="/record/{name}"' in answer.text
    assert "agenda" in answer.text
    after = writer.get(f"/record/{name}").text
    assert "7 mars 2026" in after
    assert "corrigé par un lecteur" in after
    (correction,) = made(writable)
    assert (correction.who, correction.value, correction.reason) == (
        "Odile",
        "2026-03-07",
        "agenda",
    )
    token = TOKEN.findall(answer.text)[0]
    undone = writer.post(f"/corrections/{correction.id}/undo", data={"csrf": token, "who": "Odile"})
    assert "Correction défaite" in undone.text
    assert "corrigé par un lecteur" not in writer.get(f"/record/{name}").text
    strip = re.compile(r'value="Odile"|\?v=\w+')
    assert strip.sub("", writer.get(f"/record/{name}").text) == strip.sub("", before)


def test_a_speaker_is_corrected_to_an_actor_or_to_nobody(
    writer: TestClient, writable: Path
) -> None:
    found = told_twice(writable)
    page = writer.get(f"/correct/utterance/{found.told.id}").text
    form = fields(page, "speaker")
    offered = re.findall(r'<option dir="auto" value="([0-9a-f]+)">([^<,]+)', page)
    actor, name = next((i, n) for i, n in offered if n.strip() != found.told.speaker_name)
    assert post(writer, {**form, "actor": actor}) == 200
    last = made(writable)[-1]
    assert (last.actor, last.value) == (actor, html.unescape(name.strip()))
    assert post(writer, form) == 200
    assert (made(writable)[-1].actor, made(writable)[-1].value) == (None, None)


def test_wordings_are_parted_and_joined(writer: TestClient, writable: Path) -> None:
    found = told_twice(writable)
    page = writer.get(f"/correct/utterance/{found.told.id}").text
    form = fields(page, "different utterances")
    other = re.findall(r'id="w-(\w+)"', page)[0]
    assert post(writer, {**form, "item": [*form["item"], other]}) == 200
    parted, rest = (utterance_of(writable, q) for q in (other, form["item"][0]))
    assert parted != rest
    if found.told.id not in {parted, rest}:
        gone = writer.get(f"/record/{found.told.id}").text
        assert any(f'href="/record/{now}"' in gone for now in (parted, rest))
    page = writer.get(f"/correct/utterance/{rest}").text
    form = fields(page, "same utterance")
    join = next(q for q in re.findall(r'id="o-(\w+)"', page) if q == other)
    assert post(writer, {**form, "item": [*form["item"], join]}) == 200
    assert [c.kind for c in made(writable)] == ["different utterances", "same utterance"]
    assert utterance_of(writable, other) == utterance_of(writable, form["item"][0])


def test_two_actors_are_said_to_be_one(writer: TestClient, writable: Path) -> None:
    with store.open_for_reading(writable) as connection:
        one, other = [a for a in actors(connection).items if a.kind == "person"][:2]
    page = writer.get(f"/correct/actor/{one.id}", params={"with": other.name}).text
    form = fields(page, "same actor")
    join = re.findall(r'id="o-(\w+)"', page)[0]
    assert post(writer, {**form, "item": [*form["item"], join]}) == 200
    with store.open_for_reading(writable) as connection:
        ids = {a.id for a in actors(connection, paging=Paging(0, 200)).items}
    assert len({one.id, other.id} & ids) == 1


def test_an_actor_is_said_to_be_two(writer: TestClient, writable: Path) -> None:
    with store.open_for_reading(writable) as connection:
        heads = actors(connection, paging=Paging(0, 200)).items
    pages = (writer.get(f"/correct/actor/{a.id}").text for a in heads)
    page = next(p for p in pages if "different actors" in p)
    form = fields(page, "different actors")
    leaves = re.findall(r'id="n-(\w+)"', page)[0]
    assert post(writer, {**form, "item": [*form["item"], leaves]}) == 200
    with store.open_for_reading(writable) as connection:
        assert len(actors(connection, paging=Paging(0, 200)).items) == len(heads) + 1


def test_a_discrepancy_said_to_be_none_is_gone(writer: TestClient, writable: Path) -> None:
    with store.open_for_reading(writable) as connection:
        first = discrepancies(connection).items[0]
    assert f"/correct/discrepancy/{first.id}" in writer.get("/discrepancies").text
    form = fields(writer.get(f"/correct/discrepancy/{first.id}").text, "no discrepancy")
    assert post(writer, form) == 200
    assert f'id="d-{first.id}"' not in writer.get("/discrepancies").text
    assert writer.get(f"/discrepancies/{first.id}").status_code == 404


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"value": "hier"}, "no date"),
        ({"who": " "}, "name of who makes it"),
        ({"kind": "nonsense"}, "no kind of correction"),
        ({"item": ["0000000000000000"]}, "it may have gone with an update"),
        ({"reason": "x" * 1001}, "at most 1000 characters"),
        ({"reason": "x" * 70_000}, "at most 65536 bytes"),
    ],
)
def test_what_says_nothing_is_refused_and_changes_nothing(
    writer: TestClient, writable: Path, change: Fields, told: str
) -> None:
    page = writer.get(f"/correct/utterance/{told_twice(writable).told.id}").text
    form = {**fields(page, "date"), "value": "2026-03-08"}
    answer = writer.post("/corrections", data={**form, **change})
    assert answer.status_code == 400
    assert told in answer.text
    assert made(writable) == ()


def test_the_way_back_leads_nowhere_else(writer: TestClient) -> None:
    for back in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"):
        answer = writer.get("/corrections", params={"back": back})
        assert "evil" not in answer.text.split("<main")[1]


def test_who_corrects_is_remembered_with_accents(writer: TestClient, writable: Path) -> None:
    name = told_twice(writable).told.id
    form = fields(writer.get(f"/correct/utterance/{name}").text, "date")
    form |= {"who": "Zoë Łuk", "value": "2026-03-08"}
    assert post(writer, form) == 200
    assert 'value="Zoë Łuk"' in writer.get(f"/correct/utterance/{name}").text


def test_to_write_needs_a_token(built: Path) -> None:
    with pytest.raises(ValueError, match="token"):
        make_app(built, write=True)
