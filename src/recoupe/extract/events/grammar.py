"""The closed lists by which events are read: ``events_grammar.toml`` in, lookup tables out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from recoupe import lexicon
from recoupe.extract.mentions_words import Words, load
from recoupe.extract.reporting import Reporting, inflect, reporting

Sequence = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """What may stand around an event's word in one language.

    ``governing`` maps a verb form to what it makes of an infinitive (wish, plan, possible, ongoing,
    ended, done), ``modals`` an auxiliary to what it makes of its verb, ``support`` a form to what
    it makes of a noun it has as object. ``asking`` are verbs that take an indirect question,
    ``endings`` those of a verb form that show its tense whatever the parser says; ``shows`` gives
    the pronouns of a list with the gender and number they show.
    """

    language: str
    words: Words
    reporting: Reporting
    governing: dict[str, str]
    support: dict[str, str]
    undone: frozenset[str]
    occurs: frozenset[str]
    occurs_reflexive: frozenset[str]
    granted: frozenset[str]
    seen: frozenset[str]
    modals: dict[str, str]
    asking: frozenset[str]
    endings: dict[str, tuple[str, ...]]
    lists: dict[str, frozenset[str]]
    shows: dict[str, dict[str, str]]

    @property
    def times(self) -> frozenset[str]:
        """The words that say when or how, and are no object: ``bloque | lundi | le pont``."""
        return self.reporting.words("stops.nominal")

    def has(self, name: str, word: str) -> bool:
        """Tell whether a lower-case word stands in a list, named ``section.key``."""
        return word in self.lists[name]

    def phrases(self, name: str) -> tuple[Sequence, ...]:
        """Return a list of phrases, named ``section.key``, as sequences of words."""
        return _phrases(self.lists[name])

    def prepositions(self, slot: str) -> tuple[Sequence, ...]:
        """Return a slot's preposition as sequences of words, in all forms it takes."""
        return _prepositions(self.language, slot)


SUPPORTING = ("possible", "undergone", "done", "ongoing")
"""What a supporting verb can make of a noun, the strongest last."""


@cache
def grammar(language: str) -> Grammar:
    """Load the grammar of events of a language."""
    table = lexicon.table(language, "events_grammar")
    lists = {
        f"{section}.{key}": frozenset(value)
        for section, values in table.items()
        for key, value in values.items()
        if isinstance(value, list)
    }
    return Grammar(
        language,
        load(language),
        reporting(language),
        _kinds(language, table["governing"]),
        _kinds(language, {k: table["support"][k] for k in SUPPORTING}),
        _all_forms(language, table["undone"]["verbs"]),
        _all_forms(language, table["support"]["occurs"]),
        _all_forms(language, table["support"]["occurs_reflexive"]),
        _all_forms(language, table["support"]["granted"]),
        _all_forms(language, table["support"]["seen"]),
        {word: kind for kind, words in table["modal"].items() for word in words},
        _all_forms(language, table["condition"]["asking"]),
        {tense: tuple(endings) for tense, endings in table["endings"].items()},
        lists,
        _shows(table),
    )


def _all_forms(language: str, verbs: list[str]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in inflect(language, verb))


def _shows(table: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return the pronouns by list, with the gender and number each shows."""
    return {
        "dative": table["clitics"]["dative"],
        "direct": table["clitics"]["direct"],
        "possessive": table["persons"]["possessive"],
        "slot": {table["clitics"]["slot"]: ""},
    }


def _kinds(language: str, groups: dict[str, list[str]]) -> dict[str, str]:
    return {
        form: kind for kind, verbs in groups.items() for v in verbs for form in _forms(language, v)
    }


def _forms(language: str, verb: str) -> set[str]:
    """Return the forms of a verb, those that its language lists for governing verbs included."""
    listed = lexicon.table(language, "events_grammar").get("forms", {}).get(verb, [])
    return inflect(language, verb) | set(listed)


@cache
def _phrases(listed: frozenset[str]) -> tuple[Sequence, ...]:
    return tuple(sorted(tuple(p.replace("'", "' ").split()) for p in listed))


@cache
def _prepositions(language: str, slot: str) -> tuple[Sequence, ...]:
    if slot == "genitive":
        return tuple((w,) for w in lexicon.table(language, "events_grammar")["slots"]["genitive"])
    *first, last = slot.replace("'", "' ").split()
    forms = {last, *reporting(language).contractions(last)}
    return tuple(sorted((*first, form) for form in forms))
