"""Who speaks for a state in its own words: a draft and its quotation in, all who act out.

``« La Norvège est prête », a dit le ministre norvégien``: the state offers, by its minister.
``« Nous avons signé », a dit le ministre``: the minister, and the state he speaks for.
"""

from __future__ import annotations

from recoupe.extract.actors_roles import office_of
from recoupe.extract.events.drafts import Draft
from recoupe.extract.events.grammar import Grammar
from recoupe.extract.events.parties import Cast
from recoupe.extract.mentions_view import fold
from recoupe.records import Actor, EventType, Party, Quotation

SPOKEN: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
"""Acts done by saying so: who says it for his state does it."""


def voiced(draft: Draft, quotation: Quotation | None, cast: Cast) -> tuple[Party, ...]:
    """Return who acts: with a state its official who says so, with an official's "nous" his state.

    Only of officials of that very state, and of the other parties nothing changes.
    """
    parties = tuple(draft.actors)
    speaker = cast.actors.get((quotation.speaker if quotation else None) or "")
    if speaker is None or quotation is None or not parties or not speaker.country:
        return parties
    if not _official(speaker, cast.grammar):
        return parties
    if any(p.actor == speaker.id for p in parties):
        return (*parties, *_behind(draft, speaker, parties, cast))
    states = {p.actor and cast.actors[p.actor].country for p in parties if _is_state(p, cast)}
    if draft.type in SPOKEN and speaker.country in states and quotation.source is not None:
        return (*parties, Party(speaker.id, speaker.name, quotation.source))
    return parties


def _behind(draft: Draft, speaker: Actor, parties: tuple[Party, ...], cast: Cast) -> list[Party]:
    """Return the state of an official who says "nous"."""
    said = next((p for p in parties if p.actor == speaker.id), None)
    if said is None or not cast.grammar.has("persons.plural", said.span.text.lower()):
        return []
    state = speaker.country or ""
    if any(p.name == state for p in draft.recipients):
        return []
    return [Party(cast.states.get(state), state, said.span)]


def _is_state(party: Party, cast: Cast) -> bool:
    actor = cast.actors.get(party.actor or "")
    return actor is not None and actor.kind == "country"


def _official(actor: Actor, grammar: Grammar) -> bool:
    """Tell whether an actor holds an office of a state, or is a seat of its government."""
    if actor.kind == "organisation":
        return actor.country is not None
    known = {fold(word) for word in grammar.lists["persons.officials"]}
    roles = [r.role for r in actor.roles] or ([] if actor.named else [actor.name])
    offices = (office_of(grammar.language, role) for role in roles)
    return any(o is not None and known & {o.head, o.head.split()[-1]} for o in offices)
