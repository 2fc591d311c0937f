"""The word lists that tell actors apart: a language code in, compiled lookup tables out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar

from recoupe import lexicon
from recoupe.errors import LexiconError
from recoupe.extract.mentions_view import View, fold

Entry = TypeVar("Entry")


@dataclass(slots=True)
class Phrases(Generic[Entry]):
    """Phrases found at a token, the longest first, compared without case and accents."""

    entries: dict[str, Entry] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)

    def add(self, phrase: str, entry: Entry) -> None:
        """Add a phrase; what was added first stays."""
        key = fold(phrase)
        self.entries.setdefault(key, entry)
        width = len(re.findall(r"[^\s'\-.]+|['\-.]", key))
        for first in {re.split(r" |(?<=')", key)[0], re.split(r" |(?<=')|-", key)[0]}:
            self.widths[first] = max(width, self.widths.get(first, 0))

    def at(self, view: View, i: int) -> tuple[int, Entry] | None:
        """Return the last token and the entry of the longest phrase that starts at token ``i``."""
        width = self.widths.get(view.key[i])
        if width is None:
            return None
        for j in range(min(i + width, len(view)) - 1, i - 1, -1):
            found = self.entries.get(view.folded[view.begin[i] : view.end[j]])
            if found is not None:
                return j, found
        return None


@dataclass(frozen=True, slots=True)
class Noun:
    """A head noun: ``lemma`` is its first listed form, ``sort`` the list it comes from."""

    lemma: str
    sort: str
    gender: str | None = None
    number: str = "s"


@dataclass(frozen=True, slots=True)
class Place:
    """A geographic name: ``how`` is name, capital, seat or place; ``state`` whose it is."""

    how: str
    state: str | None
    gender: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """All tables of one language."""

    language: str
    nouns: Phrases[Noun]
    places: Phrases[Place]
    bodies: Phrases[str]
    adjectives: Phrases[str]
    people: Phrases[str]
    same: dict[str, tuple[str, ...]]
    titles: dict[str, str]
    determiners: dict[str, tuple[str, str]]
    lists: dict[str, frozenset[str]]
    classes: dict[str, frozenset[str]]
    kinds: dict[str, frozenset[str]]
    owners: dict[str, str]
    pronouns: dict[str, str]
    media: frozenset[str]
    grammar: dict[str, bool]
    unstated: str

    def has(self, name: str, key: str) -> bool:
        """Tell whether a folded word is in a list."""
        return key in self.lists[name]


@cache
def load(language: str) -> Words:
    """Compile the lists of a language; :class:`LexiconError` where a file is missing."""
    names = lexicon.table(language, "names")
    places, adjectives, people = _geography(language)
    return Words(
        language=language,
        nouns=_nouns(language, names["plural"]["endings"]),
        places=places,
        bodies=_bodies(language),
        adjectives=adjectives,
        people=people,
        same=_same(language),
        titles={fold(t): g for g, titles in names["titles"].items() for t in titles},
        determiners=_determiners(names["determiners"]),
        lists=_lists(language, names),
        classes=_classes(language),
        owners=lexicon.table(language, "sources")["pronouns"]["owners"],
        kinds={
            fold(general): _folded(offices)
            for general, offices in lexicon.table(language, "roles")["kinds"].items()
        },
        pronouns={
            fold(w): show
            for w, show in lexicon.table(language, "sources")["pronouns"]["third"].items()
        },
        media=_folded(_outlets()),
        grammar=names["grammar"],
        unstated=str(lexicon.table(language, "sources")["unstated"]),
    )


def plural(word: str, endings: list[dict[str, str]]) -> str:
    """Spell the plural of a word by the endings of its language, the first that fits."""
    for ending in endings:
        if word.endswith(ending["from"]):
            return word[: len(word) - len(ending["from"])] + ending["to"]
    return word


def _plurals(phrase: str, endings: list[dict[str, str]]) -> set[str]:
    """Return the plurals a phrase may have: of its first word, of its last, of all."""
    parts = phrase.split(" ")
    first = [plural(parts[0], endings), *parts[1:]]
    last = [*parts[:-1], plural(parts[-1], endings)]
    every = [plural(p, endings) for p in parts]
    return {" ".join(p) for p in (first, last, every)}


def _nouns(language: str, endings: list[dict[str, str]]) -> Phrases[Noun]:
    roles = lexicon.table(language, "roles")
    bodies = lexicon.table(language, "organisations")
    sources = lexicon.table(language, "sources")
    found: Phrases[Noun] = Phrases()
    for sort, phrases in _sorted_lists(roles, bodies, sources):
        for phrase in phrases:
            _add_noun(found, phrase, sort, endings)
    return found


def _sorted_lists(*tables: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    roles, bodies, sources = tables
    yield "ignored", roles["ignored"]["words"]
    yield "group", bodies["group"]
    yield "institution", bodies["institution"]
    yield "office", roles["office"]
    yield "person", roles["person"]
    yield "anonymous", sources["anonymous"]
    yield "document", sources["document"]


def _add_noun(found: Phrases[Noun], phrase: str, sort: str, endings: list[dict[str, str]]) -> None:
    forms = phrase.split("|")
    lemma = fold(forms[0])
    if sort == "ignored":
        found.add(phrase, Noun(lemma, sort))
        return
    for gender, form in zip("mf", forms, strict=False):
        shown = gender if len(forms) > 1 else None
        number = "p" if sort == "group" else "s"
        found.add(form, Noun(lemma, sort, shown, number))
    if sort == "group":
        return
    for gender, form in zip("mf", forms, strict=False):
        for many in _plurals(fold(form), endings) - {fold(form)}:
            found.add(many, Noun(lemma, sort, gender if len(forms) > 1 else None, "p"))


def _geography(
    language: str,
) -> tuple[Phrases[Place], Phrases[str], Phrases[str]]:
    places: Phrases[Place] = Phrases()
    adjectives: Phrases[str] = Phrases()
    people: Phrases[str] = Phrases()
    states = lexicon.table(language, "countries")["countries"]
    for state, facts in states.items():
        gender = facts.get("g", "")
        kind = (gender[:1] or None, "p" if gender.endswith("p") else "s")
        for name in (state, *facts.get("also", ())):
            places.add(name, Place("name", state, *kind))
    for state, facts in states.items():
        for how in ("capital", "seat"):
            for name in facts.get(how, ()):
                places.add(name, Place(how, state, None, "s"))
        for form in facts["adj"]:
            _add_once(adjectives, form, state)
        for form in facts.get("people", facts["adj"]):
            _add_once(people, form, state)
    for kind_of_place in ("regions", "cities"):
        for name in lexicon.table(language, "places")["places"][kind_of_place]:
            places.add(name, Place("place", None))
    return places, adjectives, people


def _add_once(table: Phrases[str], form: str, state: str) -> None:
    """Add a form; one that two states share ("congolais") says of neither."""
    known = table.entries.get(fold(form))
    if known is not None and known != state:
        table.entries[fold(form)] = ""
        return
    table.add(form, state)


def _bodies(language: str) -> Phrases[str]:
    table = lexicon.table(language, "organisations")
    found: Phrases[str] = Phrases()
    for group in table["same"]:
        for name in group["names"]:
            found.add(name, "organisation")
    for name in (*table["known"], *_outlets()):
        found.add(name, "organisation")
    return found


def _outlets() -> Iterator[str]:
    """Yield the names of agencies and outlets of all languages, where that lexicon is there."""
    for language in lexicon.languages():
        try:
            table = lexicon.table(language, "outlets")
        except LexiconError:
            continue
        for section, outlets in table.items():
            if section != "frames":
                for name, facts in outlets.items():
                    yield from (n for n in (name, *facts.get("also", ())) if "." not in n)


def _same(language: str) -> dict[str, tuple[str, ...]]:
    groups = [tuple(g["names"]) for g in lexicon.table(language, "organisations")["same"]]
    return {fold(name): group for group in groups for name in group}


def _determiners(table: dict[str, dict[str, str]]) -> dict[str, tuple[str, str]]:
    return {
        fold(w): (sort, show)
        for sort, ws in table.items()
        if sort != "fused"
        for w, show in ws.items()
    }


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _lists(language: str, names: dict[str, Any]) -> dict[str, frozenset[str]]:
    roles = lexicon.table(language, "roles")
    bodies = lexicon.table(language, "organisations")
    places = lexicon.table(language, "places")
    pronouns = lexicon.table(language, "sources")["pronouns"]
    return {
        "not_names": _folded(names["not_names"]["words"]),
        "things": _folded(names["not_names"]["things"]),
        "recalling": _folded(roles["recalling"]["words"]),
        "portfolios": _folded(roles["portfolios"]["words"]),
        "thing_types": _folded(names["not_names"]["thing_types"]),
        "foreign": _folded(names["particles"]["foreign"]),
        "native": _folded(names["particles"]["native"]),
        "glued": _folded(names["particles"]["glued"]),
        "suffixes": _folded(names["suffixes"]["words"]),
        "fused": _folded(names["determiners"]["fused"]),
        "before": _folded(roles["modifiers"]["before"]),
        "anybody": _folded([*roles["general"]["any"], *(w.split("|")[0] for w in roles["person"])]),
        "beside": _folded(roles["beside"]["words"]),
        "relational": _folded(roles["relational"]["words"]),
        "inside": _folded(bodies["inside"]),
        "pointing_media": _folded(bodies["pointing_media"]),
        "pointing": _folded(bodies["pointing"]),
        "owned": _folded(bodies["owned"]),
        "cabinets": _folded(bodies["cabinets"]),
        "of_state": _folded(bodies["of_state"]),
        "of_town": _folded(bodies["of_town"]),
        "feminine": _folded(bodies["feminine"]),
        "of_none": _folded(bodies["of_none"]),
        "of_field": _folded(bodies["of_field"]),
        "of_here": _folded(bodies["of_here"]),
        "place_types": _folded(places["types"]["words"]),
        "weak": _folded(bodies["weak"]),
        "powers": _folded(bodies["powers"]),
        "others": _folded(bodies["others"]),
        "addressing": _folded(places["addressing"]["words"]),
        "acts": _folded(places["acts"]["words"]),
        **{name: _folded(words) for name, words in names["links"].items()},
        **{name: _folded(words) for name, words in pronouns.items() if name != "third"},
    }


def _classes(language: str) -> dict[str, frozenset[str]]:
    roles = lexicon.table(language, "roles")
    found = {name: _folded(words) for name, words in roles["same"].items()}
    return found | {f"any:{k}": _folded(words) for k, words in roles["general"].items()}
