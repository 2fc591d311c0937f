"""Events and statements on one thing are one thread, with its course in time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import recoupe
from recoupe.findings import Passage, Thread
from recoupe.link.thread_moves import STATEMENT, Move
from recoupe.link.thread_topics import kind_of, tells_progress
from recoupe.link.threads import threads

NORWAY, ICELAND = ("NO", "Norvège"), ("IS", "Islande")


def move(  # noqa: PLR0913 - a move has many sides
    day: str,
    kind: str = "AGREE",
    code: str = "030",
    status: str = "offered",
    *,
    parties: tuple[tuple[str, str], ...] = (NORWAY, ICELAND),
    article: str = "a",
    start: int = 0,
    about: str = "agreement",
) -> Move:
    """Return a move of a story on fishing."""
    words = f"{kind} {code} {day}"
    return Move(
        item=f"{article}-{start}-{words}",
        story="s",
        passage=Passage(article, start, start + len(words), words),
        type=kind,
        code=code,
        status=status,
        date=day,
        day=day,
        out=day,
        rank=1,
        who=parties[0][1] if parties else None,
        parties=parties,
        kind=about,
        noun="accord",
        object="l'accord de pêche",
        source="La Vigie",
        quotation=None,
    )


OFFER = move("2031-02-01")
REFUSAL = move("2031-02-03", "REJECT", "120", "done", article="b")
TALKS = move("2031-02-10", "CONSULT", "046", "under way", article="c")
SIGNED = move("2031-03-01", "AGREE", "057", "done", article="d")


def course(found: Thread) -> list[str]:
    return [step.type for step in found.steps]


@pytest.mark.parametrize(
    ("moves", "state"),
    [
        ([OFFER, TALKS], "open"),
        ([OFFER, REFUSAL], "broken"),
        ([OFFER, REFUSAL, TALKS], "open"),
        ([OFFER, REFUSAL, TALKS, SIGNED], "concluded"),
    ],
)
def test_a_thread_is_open_broken_or_concluded(moves: list[Move], state: str) -> None:
    (found,) = threads(moves)
    assert found.state == state
    assert found.parties == ("Islande", "Norvège")
    assert found.object == "l'accord de pêche"


@given(st.permutations([OFFER, REFUSAL, TALKS, SIGNED]))
def test_steps_stand_in_order_of_time(moves: list[Move]) -> None:
    (found,) = threads(moves)
    assert course(found) == ["AGREE", "REJECT", "CONSULT", "AGREE"]


def test_what_is_told_as_past_comes_first() -> None:
    past = replace(REFUSAL, day="2031-02-09", rank=0, status="past history")
    (found,) = threads([move("2031-02-08", article="b", start=90), past, TALKS])
    assert course(found) == ["REJECT", "AGREE", "CONSULT"]


def test_the_same_act_told_twice_is_one_step_with_both_passages() -> None:
    again = move("2031-02-01", article="z", start=40)
    (found,) = threads([OFFER, again, TALKS])
    assert len(found.steps) == 2
    assert [p.article for p in found.steps[0].also] == ["z"]


def test_other_parties_or_another_kind_of_thing_are_another_thread() -> None:
    sweden = ("SE", "Suède")
    other = [move(f"2031-04-0{n}", parties=(NORWAY, sweden), article=f"e{n}") for n in (1, 2)]
    third = [move(f"2031-05-0{n}", article=f"f{n}", about="sanction") for n in (1, 2)]
    assert len(list(threads([OFFER, TALKS, *other, *third]))) == 3


def test_one_party_alone_joins_what_was_last_spoken_of() -> None:
    sweden = ("SE", "Suède")
    near = move("2031-02-01", parties=(NORWAY, sweden), start=200)
    alone = move("2031-02-02", "REJECT", "120", "done", parties=(NORWAY,), start=300)
    far = [OFFER, TALKS, SIGNED]
    found = {t.parties: course(t) for t in threads([*far, near, alone])}
    assert found["Norvège", "Suède"] == ["AGREE", "REJECT"]


def test_an_act_that_names_nobody_joins_what_was_told_of_just_before() -> None:
    draft = move("2031-02-02", "CONSULT", "046", "under way", parties=(), start=100)
    (found,) = threads([OFFER, REFUSAL, replace(draft, passage=_after(REFUSAL, 30))])
    assert sorted(course(found)) == ["AGREE", "CONSULT", "REJECT"]
    (found,) = threads([OFFER, REFUSAL, replace(draft, passage=_after(REFUSAL, 900))])
    assert course(found) == ["AGREE", "REJECT"]


def _after(before: Move, gap: int) -> Passage:
    start = before.passage.end + gap
    return Passage(before.passage.article, start, start + 10, "le projet …")


def test_people_who_share_a_party_are_one_thread_but_not_over_a_state() -> None:
    union, ministry, firm, other = (
        (f"{name}{'0' * 16}"[:16], name) for name in ("syndicat", "ministère", "Orvalis", "Brenac")
    )
    talks = [
        move("2031-02-01", parties=(union, ministry), article="h1"),
        move("2031-02-02", parties=(ministry, firm), article="h2"),
    ]
    assert [len(t.steps) for t in threads(talks)] == [2]
    apart = [
        move("2031-02-01", parties=(NORWAY, firm), article="h1"),
        move("2031-02-02", parties=(NORWAY, other), article="h2"),
    ]
    assert not list(threads(apart))


def test_statements_alone_make_no_thread() -> None:
    said = [move(f"2031-02-0{n}", STATEMENT, "01", "said", article=f"g{n}") for n in (1, 2)]
    assert not list(threads(said))


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("fr", "une première version de l'accord", "agreement"),
        ("fr", "des droits de douane sur le poisson", "tariff"),
        ("fr", "le projet de loi sur les ports", "law"),
        ("fr", "un cessez-le-feu", "ceasefire"),
        ("en", "the fishing deal", "agreement"),
        ("en", "job cuts at the shipyard", "dismissal"),
        ("fr", "prêts à travailler", None),
    ],
)
def test_the_kind_of_a_thing(language: str, text: str, kind: str | None) -> None:
    found = kind_of(language, text)
    assert (found and found[0]) == kind


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "l'accord est très proche", True),
        ("fr", "les discussions sont suspendues", True),
        ("fr", "l'accord porte sur le hareng", False),
        ("en", "a deal is close", True),
    ],
)
def test_progress_is_told(language: str, text: str, *, told: bool) -> None:
    assert tells_progress(language, text) is told


PAGES = (
    {
        "url": "https://vigie.example/1",
        "date": "2031-02-04",
        "text": "L'accord de pêche entre la Norvège et l'Islande patine.\n"
        "Lundi, l'Islande a rejeté l'accord de pêche avec la Norvège.\n"
        "Les pêcheurs de Skarvik attendent la réouverture des bancs du nord.\n",
    },
    {
        "url": "https://guet.example/2",
        "date": "2031-03-02",
        "text": "La Norvège et l'Islande s'entendent sur le hareng.\n"
        "La Norvège a signé samedi un accord de pêche avec l'Islande.\n"
        "Les pêcheurs de Skarvik reprendront la mer mercredi, disent leurs syndicats.\n",
    },
)


def test_a_thread_read_from_pages(tmp_path: Path) -> None:
    table = tmp_path / "pages.jsonl"
    table.write_text("\n".join(map(json.dumps, PAGES)), encoding="utf-8")
    with recoupe.build(table) as dossier:
        (found,) = [t for t in dossier.threads() if t.kind == "agreement"]
        texts = {a.id: a.text for a in dossier.articles()}
        assert found.state == "concluded"
        assert set(found.parties) == {"Norvège", "Islande"}
        assert [(s.type, s.date) for s in found.steps][-1] == ("AGREE", "2031-03-01")
        assert "REJECT" in course(found)
        for step in found.steps:
            p = step.passage
            assert texts[p.article][p.start : p.end] == p.text


CONDITION = {
    "url": "https://vigie.example/3",
    "date": "2031-02-04",
    "text": "La Norvège veut vendre son hareng.\n"
    "La Norvège serait prête à vendre du hareng à l'Islande si Reykjavik levait les sanctions"
    " contre la pêche norvégienne, a déclaré lundi le ministre Aksel Brandvik.\n"
    "L'Islande continue d'imposer des sanctions à la Norvège.\n",
}


def test_an_offer_is_a_step_towards_what_it_depends_on(tmp_path: Path) -> None:
    table = tmp_path / "pages.jsonl"
    table.write_text(json.dumps(CONDITION), encoding="utf-8")
    with recoupe.build(table) as dossier:
        (found,) = [t for t in dossier.threads() if t.kind == "sanction"]
        (text,) = [a.text for a in dossier.articles()]
    assert course(found) == ["AGREE", "SANCTION"]
    step = found.steps[0]
    assert step.status == "offered"
    assert step.passage.text.endswith("levait les sanctions contre la pêche norvégienne")
    assert text[step.passage.start : step.passage.end] == step.passage.text
