"""Events sentence by sentence: the examples of the lexicon, and the tables beside this file."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from event_texts import at_trigger

import recoupe
from recoupe import lexicon
from recoupe.errors import ModelError
from recoupe.extract.events.senses import PARTS
from recoupe.records import Event, EventType

TABLES = {
    code: tomllib.loads(Path(__file__).with_name(f"events_{code}.toml").read_text(encoding="utf-8"))
    for code in lexicon.languages()
}
CASES = [(code, case) for code, table in TABLES.items() for case in table["event"]]
SILENT = [(code, text) for code, table in TABLES.items() for text in table["silent"]]
EXAMPLES = [
    (code, row) for code in lexicon.languages() for part in PARTS
    for row in lexicon.table(code, "events").get(part, [])
]  # fmt: skip


@cache
def read(text: str, language: str = "fr") -> tuple[Event, ...]:
    try:
        return recoupe.read(text, language=language).events
    except ModelError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize(
    ("language", "row"), EXAMPLES, ids=[f"{c}-{r['lemma']}-{r['code']}" for c, r in EXAMPLES]
)
def test_the_example_of_a_word_is_read_as_its_type(language: str, row: dict[str, Any]) -> None:
    assert row["type"] in {e.type for e in read(row["example"], language)}


TYPES = tomllib.loads(Path(__file__).with_name("event_types_fr.toml").read_text(encoding="utf-8"))[
    "sentences"
]


@pytest.mark.parametrize("row", TYPES, ids=[r["text"][:60] for r in TYPES])
def test_a_word_of_the_press_is_read_as_its_type(row: dict[str, str]) -> None:
    found = at_trigger(read(row["text"]), row["text"], row["trigger"])
    assert row["type"] in {e.type for e in found}, found


def names(parties: tuple[recoupe.records.Party, ...]) -> list[str]:
    return [p.name for p in parties]


@pytest.mark.parametrize(("language", "case"), CASES, ids=[c["text"][:60] for _, c in CASES])
def test_a_sentence_gives_its_event(language: str, case: dict[str, Any]) -> None:
    found = read(case["text"], language)
    of_type = [e for e in found if e.type == case["type"]]
    assert of_type, f"read: {[(e.type, e.trigger.text) for e in found]}"
    assert any(_missed(e, case) == [] for e in of_type), [_missed(e, case) for e in of_type]


def _missed(event: Event, case: dict[str, Any]) -> list[str]:
    """Return what an event of the right type has that the table does not say."""
    told = {
        "actor": names(event.actors),
        "recipient": names(event.recipients),
        "object": event.object.text if event.object else None,
        "condition": event.condition.text if event.condition else "",
        "status": event.status,
        "code": event.code,
        "mode": event.mode,
        "date": event.date,
        "place": event.place.text if event.place else None,
        "contexts": list(event.contexts),
    }
    return [f"{key}: {told[key]}" for key, value in case.items() if told.get(key, value) != value]


@pytest.mark.parametrize(("language", "text"), SILENT, ids=[t[:60] for _, t in SILENT])
def test_a_sentence_without_an_event_gives_none(language: str, text: str) -> None:
    assert [(e.type, e.trigger.text) for e in read(text, language)] == []


def test_all_types_have_sentences() -> None:
    assert {c["type"] for c in TABLES["fr"]["event"]} == set(get_args(EventType))


def test_every_span_is_the_articles_own() -> None:
    text = "Oslo dit oui.\nLa Norvège menace le Danemark de représailles s'il refuse de négocier."
    for event in read(text):
        spans = [*event.spans, event.trigger, event.object, event.condition, event.place]
        spans += [p.span for p in (*event.actors, *event.recipients)]
        for span in spans:
            assert span is None or text[span.start : span.end] == span.text


def test_what_says_which_is_not_of_the_day_of_the_words() -> None:
    """Of what was said on Monday, the offer is of Monday, the occupation is not."""
    text = (
        "Nora Vasseur a déclaré lundi que la Suède était prête à exploiter les mines des "
        "territoires norvégiens occupés par la Suède."
    )
    dates = {
        e.type: e.date for e in recoupe.read(text, published="2031-03-05", language="fr").events
    }
    assert dates == {"AGREE": "2031-03-03", "ASSAULT": None}


def test_a_pronoun_in_quoted_words_goes_on_from_the_one_before() -> None:
    """He who wants to join the League is not the League, even where nobody says who he is."""
    text = (
        "Le port est calme. « Il veut entrer dans la Ligue. S'il cherche à renégocier l'accord, "
        "il aura des ennuis », a dit Nora Vasseur."
    )
    events = recoupe.read(text, published="2031-03-05", language="fr").events
    assert "Ligue" not in {party.name for e in events for party in e.actors}


@pytest.mark.parametrize(
    "text",
    [
        "Les douanes norvégiennes ont saisi trois tonnes de tabac au large de la Suède.",
        "La marine a arraisonné un cargo près de l'Islande.",
    ],
)
def test_what_lies_beside_a_country_is_not_done_to_it(text: str) -> None:
    assert not {"Suède", "Islande"} & {p.name for e in read(text) for p in e.recipients}
