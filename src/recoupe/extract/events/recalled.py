"""Whom an act concerns that points back to one told before: an article's events in and out.

``Oslo et Stockholm négocient. […] La Suède a rejeté l'accord``: rejected is Norway's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from recoupe.extract.events.grammar import Grammar, grammar
from recoupe.extract.events.parties import Cast
from recoupe.records import Event, EventType, Party, Span

MUTUAL: frozenset[EventType] = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""What two sides do with each other, so that "l'accord" behind it is theirs."""

OWNED: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
"""What is addressed to somebody: an offer, a demand, a refusal, a threat."""


def recall(events: Sequence[Event], cast: Cast, words: Grammar) -> tuple[Event, ...]:
    """Return the events, with the other side where a noun points back to it.

    The agreement ("l'accord", "une version du texte") is that of the last two sides told to treat
    with each other, where who acts is of one of them; "son offre" goes to whom he last made one.
    """
    done: list[Event] = []
    for event in events:
        found: tuple[Party, ...] = ()
        if event.actors and not event.recipients:
            found = tuple(_other_side(event, done, cast, words)) or tuple(
                _same_address(event, done, cast, words)
            )
        done.append(replace(event, recipients=found) if found else event)
    return tuple(done)


def _other_side(
    event: Event, before: Sequence[Event], cast: Cast, words: Grammar
) -> Iterator[Party]:
    if event.type not in OWNED or event.object is None:
        return
    named = _named_again(words.language).search(event.object.text)
    if named is None:
        return
    start = event.object.start + named.start()
    span = Span(start, start + len(named.group()), named.group())
    mine = _sides(event.actors, cast)
    for earlier in reversed(before):
        parties = _known((*earlier.actors, *earlier.recipients), cast)
        if earlier.type in MUTUAL and len(parties) > 1:
            others = [p for p in parties if not mine & _sides((p,), cast)]
            if len(others) < len(parties):
                yield from (replace(p, span=span) for p in others[:1])
                return


def _same_address(
    event: Event, before: Sequence[Event], cast: Cast, words: Grammar
) -> Iterator[Party]:
    """Yield to whom the one who acts last addressed an act of this type: ``son | offre``."""
    text = cast.parsed.article.text[: event.trigger.start].split()
    owned = text and text[-1].lower() in words.lists["recalled.own"]
    first = event.trigger.text.split()[0].lower() in words.lists["recalled.own"]
    if event.type not in OWNED or not (owned or first):
        return
    mine = _sides(event.actors, cast)
    for earlier in reversed(before):
        if (
            earlier.type == event.type
            and earlier.recipients
            and mine & _sides(earlier.actors, cast)
        ):
            yield from (replace(p, span=event.trigger) for p in earlier.recipients)
            return


def _known(parties: Sequence[Party], cast: Cast) -> list[Party]:
    """Return the parties that are actors of the article, each side once."""
    found: dict[str, Party] = {}
    for party in parties:
        if party.actor:
            found.setdefault(cast.actors[party.actor].country or party.actor, party)
    return list(found.values())


def _sides(parties: Sequence[Party], cast: Cast) -> set[str]:
    """Return who the parties are and the states they are of."""
    known = [cast.actors[p.actor] for p in parties if p.actor]
    return {a.id for a in known} | {a.country for a in known if a.country}


@cache
def _named_again(language: str) -> re.Pattern[str]:
    lists = grammar(language).lists
    before = "|".join(
        re.escape(w) if w.endswith("'") else rf"{re.escape(w)}\s"
        for w in sorted(lists["recalled.definite"])
    ).replace("'", "['’]")
    nouns = "|".join(map(re.escape, sorted(lists["recalled.mutual"])))
    return re.compile(rf"\b(?:{before})(?:[\w-]+\s)?(?:{nouns})\b", re.IGNORECASE)
