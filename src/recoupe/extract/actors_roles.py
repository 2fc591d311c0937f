"""What a role or description says: its text in, office, classes, state and further words out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from recoupe.extract.mentions_view import fold
from recoupe.extract.mentions_words import Noun, Phrases, Words, load

_WORD = re.compile(r"[^\W\d_][\w\-.]*'?|\d+")

SAME_OFFICE = 3
SAME_CLASS = 2
SAME_STATE = 2
SHARED_WORDS = 2
GENERAL = 1
MATCH = 3
"""Least score at which a description is taken for a person: the office itself, or its class and a
further agreement (a state, a word of the complement)."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office: head noun, its classes, the state it belongs to, the other words of the phrase."""

    head: str
    classes: frozenset[str]
    state: str | None
    rest: frozenset[str]


@lru_cache(maxsize=4096)
def office_of(language: str, text: str) -> Office | None:
    """Read the head noun, state and other words of a role text; ``None`` without a listed noun."""
    words = load(language)
    folded = fold(text.replace("’", "'").replace("\u00a0", " "))
    found = _first(words.nouns, folded)
    if found is None:
        return None
    start, end, noun = found
    spans = [m.span() for m in _WORD.finditer(folded)]
    state, used = _state(words, folded, spans)
    rest = frozenset(
        folded[a:b]
        for a, b in spans
        if not (start <= a < end or (a, b) in used) and _tells(words, folded[a:b])
    )
    return Office(noun.lemma, _classes(words, noun.lemma), state, rest)


def _first(phrases: Phrases[Noun], folded: str) -> tuple[int, int, Noun] | None:
    spans = [m.span() for m in _WORD.finditer(folded)]
    for i, (start, _) in enumerate(spans):
        for _, end in reversed(spans[i : i + 7]):
            noun = phrases.entries.get(folded[start:end])
            if noun is not None:
                return start, end, noun
    return None


def _state(
    words: Words, folded: str, spans: list[tuple[int, int]]
) -> tuple[str | None, set[tuple[int, int]]]:
    """Return the state of the first adjective or name of a state, and the words that give it."""
    for i, (start, _) in enumerate(spans):
        for j in range(min(i + 4, len(spans)) - 1, i - 1, -1):
            key = folded[start : spans[j][1]].removesuffix("'")
            state = words.adjectives.entries.get(key)
            place = words.places.entries.get(key)
            if state or (place and place.state):
                return state or (place.state if place else None), set(spans[i : j + 1])
    return None, set()


def _tells(words: Words, key: str) -> bool:
    """Tell whether a word of a role says which one: no article, no preposition, no "ancien"."""
    if len(key) < 3 or key in words.determiners or words.has("before", key):  # noqa: PLR2004
        return False
    return not any(words.has(name, key) for name in ("of", "at", "place", "fused", "and"))


def _classes(words: Words, lemma: str) -> frozenset[str]:
    return frozenset(name for name, members in words.classes.items() if lemma in members)


def fit(words: Words, said: Office, held: Office) -> int:
    """Score how well a description ``said`` fits an office ``held``; negative where it cannot be.

    "le dirigeant letton" fits "le président letton": a class and a state agree. "le ministre de la
    Pêche" does not fit "ministre des Transports": same noun, other words.
    """
    if said.state and held.state and said.state != held.state:
        return -1
    score = _same(words, said, held)
    if score <= 0:
        return -1
    if said.state and said.state == held.state:
        score += SAME_STATE
    if said.rest & held.rest:
        score += SHARED_WORDS
    elif said.rest and (held.rest or said.state is None or not held.state):
        return -1
    return score


def _same(words: Words, said: Office, held: Office) -> int:
    if _is_it(words, said, held):
        return SAME_OFFICE
    if {c for c in said.classes & held.classes if not c.startswith("any:")}:
        return SAME_CLASS + GENERAL
    leads = words.classes["any:leads"]
    if "any:leader" in said.classes and held.classes & leads:
        return SAME_CLASS if held.classes & words.classes["any:states"] else GENERAL
    return SAME_CLASS if "any:leader" in held.classes and said.classes & leads else 0


def _is_it(words: Words, said: Office, held: Office) -> bool:
    """Tell whether a word names an office, or a kind of it ("l'officier" for a general)."""
    if said.head == held.head or held.head.startswith(said.head + " "):
        return True
    if held.head in words.kinds.get(said.head, ()):
        return True
    return words.has("relational", held.head) and bool(said.state) and said.state == held.state


def suits(words: Words, said: Office, held: Sequence[Office]) -> bool:
    """Tell whether a bare description may be of somebody with these offices.

    "le prévenu" says nothing against a surgeon, "la chanteuse" does against a minister.
    """
    if not held or said.head in words.lists["anybody"]:
        return True
    return any(
        words.has("beside", office.head)
        or _same(words, said, office) > 0
        or said.classes & office.classes
        for office in held
    )
