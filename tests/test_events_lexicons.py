"""Every line of ``events.toml`` says what a reader of events can use, in each language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from recoupe import lexicon
from recoupe.errors import LexiconError
from recoupe.extract.events import codes
from recoupe.extract.events.senses import KEYS, PARTS, Part, Sense, read, senses
from recoupe.records import EventStatus, EventType

ROLES = {"actor", "recipient", "object", "inner"}
GRAMMAR = "events_grammar"


def lines(language: str) -> Iterator[tuple[Part, dict[str, Any]]]:
    for part in PARTS:
        for row in lexicon.table(language, "events").get(part, []):
            yield part, row


EVERY = [(code, part, row) for code in lexicon.languages() for part, row in lines(code)]


@pytest.mark.parametrize(
    ("language", "part", "row"), EVERY, ids=[f"{c}-{r['lemma']}-{r['code']}" for c, _, r in EVERY]
)
def test_a_sense_is_well_made(language: str, part: Part, row: dict[str, Any]) -> None:
    sense = read(language, part, row)
    assert set(row) <= KEYS
    assert sense.type in codes.types_of(sense.code), f"{sense.code} is no {sense.type}"
    assert sense.mode is None or sense.mode in codes.MODES.get(sense.type, ()), sense.mode
    assert sense.status in get_args(EventStatus)
    assert sense.needs <= ROLES
    assert not sense.heads or sense.object, "heads are those of the object: it has no slot"
    forms = senses(language)
    joined = row["example"].lower().replace("'", "' ")
    words = [*joined.split(), *joined.replace("-", " - ").split()]
    found = [forms.get(w.strip(".,»« "), ()) for w in words]
    assert any(_same(sense, s) for of in found for s in of), "the example has no form of the word"


def _same(one: Sense, other: Sense) -> bool:
    return (one.lemma, one.fixed, one.code) == (other.lemma, other.fixed, other.code)


@pytest.mark.parametrize("language", lexicon.languages())
def test_no_sense_stands_twice(language: str) -> None:
    keys = [(p, r["lemma"], tuple(r.get("heads", ())), r["code"]) for p, r in lines(language)]
    assert not sorted(k for k in set(keys) if keys.count(k) > 1)


def test_all_types_have_words_in_french() -> None:
    assert {row["type"] for _, row in lines("fr")} == set(get_args(EventType))


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(LexiconError, match="lemme"):
        read("fr", "verbs", {"lemma": "arrêter", "lemme": "x", "type": "COERCE", "code": "173"})


@pytest.mark.parametrize("language", lexicon.languages())
def test_every_language_has_the_same_grammar_lists(language: str) -> None:
    def keys(code: str) -> set[str]:
        table = lexicon.table(code, GRAMMAR)
        return {f"{s}.{k}" for s, of in table.items() for k in of if s != "forms"}

    assert keys(language) == keys("fr")


def test_more_particular_senses_come_first() -> None:
    assert [s.type for s in senses("fr")["expulsé"]] == ["SANCTION", "COERCE"]
