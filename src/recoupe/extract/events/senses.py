"""The words that carry events: ``events.toml`` of a language in, senses by word form out.

Verbs are recognised by form, as those of saying are (``reporting``): small models miss lemmas.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from recoupe import lexicon
from recoupe.errors import LexiconError
from recoupe.extract.mentions_words import plural
from recoupe.extract.reporting import inflect
from recoupe.records import EventStatus, EventType

Part = Literal["verbs", "nouns", "adjectives"]
PARTS: tuple[Part, ...] = ("verbs", "nouns", "adjectives")


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of one word: the event it means and which of its dependents take part.

    ``fixed`` are the words that follow the lemma's first ("mettre | fin"). ``actor``,
    ``recipient``, ``object`` are slots in the order they are tried: subject, direct, que,
    possessive, adjective, or a preposition. ``heads`` are the nouns one of which must head the
    object, ``barred`` those that must not. ``needs`` are the roles without which it is no event;
    an ``intransitive`` sense is not meant where a direct object stands.
    """

    lemma: str
    part: Part
    type: EventType
    code: str
    example: str
    mode: str | None = None
    fixed: tuple[str, ...] = ()
    reflexive: bool = False
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    reciprocal: bool = False
    heads: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    status: EventStatus = "done"
    needs: frozenset[str] = frozenset()
    inanimate: bool = False
    intransitive: bool = False


Senses = dict[str, tuple[Sense, ...]]
"""Senses by word form; the more particular ones first."""


@cache
def senses(language: str) -> Senses:
    """Return the event senses of a language by the lower-case word form that can carry them."""
    found: dict[str, dict[Sense, None]] = {}
    for part in PARTS:
        for row in lexicon.table(language, "events").get(part, []):
            sense = read(language, part, row)
            for form in _forms(language, sense) | set(row.get("forms", ())):
                found.setdefault(form, {})[sense] = None
    return {form: tuple(sorted(of, key=_rank)) for form, of in found.items()}


def _rank(sense: Sense) -> tuple[bool, ...]:
    """Order senses: those with fixed words, with pronouns, with heads before the plain one."""
    return not sense.fixed, not sense.reflexive, not sense.heads, not sense.barred


def read(language: str, part: Part, row: dict[str, Any]) -> Sense:
    """Make a sense of one line of ``events.toml``; :class:`LexiconError` for an unknown key."""
    unknown = set(row) - KEYS
    if unknown:
        raise LexiconError(f"lexicon {language}/events.toml, {row.get('lemma')}: no key {unknown}")
    lemma, reflexive = _pronominal(language, row["lemma"])
    first, *fixed = lemma.replace("'", "' ").split()
    kept = {k: row[k] for k in PLAIN if k in row}
    heads, barred = _heads(language, row.get("heads", []))
    return Sense(
        lemma=first, part=part, fixed=tuple(fixed), reflexive=reflexive,
        reciprocal=bool(row.get("reciprocal")), heads=heads, barred=barred,
        actor=_slots(row.get("actor", "owner" if part == "nouns" else "subject")),
        recipient=_slots(row.get("recipient", "")), object=_slots(row.get("object", "")),
        needs=frozenset(row.get("needs", ())), **kept,
    )  # fmt: skip


PLAIN = ("type", "code", "example", "mode", "status", "inanimate", "intransitive")
"""Keys of a line that are taken over as they stand."""

KEYS = frozenset(
    {"lemma", "type", "code", "mode", "actor", "recipient", "object", "reciprocal", "heads"}
    | {"status", "needs", "inanimate", "intransitive", "forms", "example"}
)
"""What a line of ``events.toml`` may say."""


def _slots(given: str) -> tuple[str, ...]:
    out: list[str] = []
    for slot in given.split("|"):
        out += OWNER if slot.strip() == "owner" else [slot.strip()] if slot.strip() else []
    return tuple(out)


OWNER = ("possessive", "adjective", "genitive")
"""Whose a noun is: "son offre", "l'offre norvégienne", "l'offre de la Norvège"."""


def _pronominal(language: str, lemma: str) -> tuple[str, bool]:
    prefixes = lexicon.table(language, "conjugation").get("reflexive", {}).get("prefixes", [])
    for prefix in prefixes:
        start = prefix if prefix.endswith("'") else f"{prefix} "
        if lemma.startswith(start):
            return lemma.removeprefix(start), True
    return lemma, False


def _heads(language: str, given: list[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Split heads into wanted and barred ones, classes replaced by their words, with plurals."""
    classes = lexicon.table(language, "events").get("classes", {})
    wanted: set[str] = set()
    barred: set[str] = set()
    for head in given:
        name = head.removeprefix("!")
        words = classes[name[1:]] if name.startswith("@") else [name]
        forms = {f for word in words for f in (word, _plural(language, word))}
        (barred if head.startswith("!") else wanted).update(forms)
    return frozenset(wanted), frozenset(barred)


def _plural(language: str, word: str) -> str:
    return plural(word, lexicon.table(language, "names")["plural"]["endings"])


def _forms(language: str, sense: Sense) -> set[str]:
    if sense.part == "verbs":
        return inflect(language, sense.lemma)
    if sense.part == "nouns":
        return {sense.lemma, _plural(language, sense.lemma)}
    endings = lexicon.table(language, "events_grammar")["adjective"]["endings"]
    return {sense.lemma, *(sense.lemma + ending for ending in endings)}
