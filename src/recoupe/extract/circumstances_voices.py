"""Tells which actors of an article speak for one another: actors in, yes or no out."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.records import Actor


class Voices:
    """Holds the actors of one article by id."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self._actors = {a.id: a for a in actors}

    def speaks_for(self, person: str | None, body: str | None) -> bool:
        """Tell whether the first is a person whose role names the second, or the other way round.

        « la porte-parole du ministère, Ana Lorrec » speaks for the ministère.
        """
        one, other = self._actors.get(person or ""), self._actors.get(body or "")
        return bool(one and other) and (_named_in_role(one, other) or _named_in_role(other, one))

    def linked(self, a: str | None, b: str | None) -> bool:
        """Tell whether one speaks for the other, or is a state the other belongs to."""
        one, other = self._actors.get(a or ""), self._actors.get(b or "")
        if one is None or other is None:
            return False
        return self.speaks_for(a, b) or _of_country(one, other) or _of_country(other, one)


def _named_in_role(person: Actor | None, body: Actor | None) -> bool:
    if person is None or body is None or person.kind != "person" or body.kind == "person":
        return False
    names = {n.lower() for n in (body.name, *body.aliases) if n}
    roles = " ".join(r.role.lower() for r in person.roles)
    return any(n in roles for n in names)


def _of_country(person: Actor, body: Actor) -> bool:
    if person.kind != "person" or body.kind == "person" or not person.country:
        return False
    return person.country in {body.country, body.name}
