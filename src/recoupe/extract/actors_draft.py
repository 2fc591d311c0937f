"""The working form of an actor while its mentions are being gathered, and its final record."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from recoupe.extract.actors_roles import Office, office_of
from recoupe.ids import make_id
from recoupe.records import Actor, ActorKind, Mention, Role

MAX_ALIASES = 12


@dataclass(slots=True, eq=False)
class Draft:
    """One actor in the making; ``offices`` are what its roles and descriptions say of it."""

    kind: ActorKind
    name: str
    named: bool = True
    country: str | None = None
    gender: str | None = None
    number: str | None = None
    forms: Counter[str] = field(default_factory=Counter)
    extra: list[str] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def add(self, mention: Mention, office: Office | None = None) -> None:
        """Take a mention in, with what it shows of gender and number."""
        self.mentions.append(mention)
        if mention.name:
            self.forms[mention.name] += 1
        self.gender = self.gender or mention.gender
        self.number = self.number or mention.number
        if office is not None:
            self.offices.append(office)
        if mention.role is not None:
            self.roles.append(Role(mention.role.text, mention.role))

    def introduce(self, mention: Mention, language: str) -> None:
        """Take a named mention in, with the office and the state its role gives."""
        office = office_of(language, mention.role.text) if mention.role else None
        self.add(mention, office)
        if office and office.state and not self.country:
            self.country = office.state

    def gender_fits(self, mention: Mention) -> bool:
        """Tell whether a mention shows no other gender than the actor has."""
        return not (self.gender and mention.gender and self.gender != mention.gender)

    def absorb(self, other: Draft) -> None:
        """Take all of another draft in."""
        self.mentions += other.mentions
        self.forms += other.forms
        self.offices += other.offices
        self.roles += other.roles
        self.gender = self.gender or other.gender
        self.country = self.country or other.country


def finish(draft: Draft, article: str) -> Actor:
    """Make the record of a draft: mentions in order, the fullest name, the other names."""
    described = (
        () if draft.kind == "person" else (m.span.text for m in draft.mentions if not m.name)
    )
    aliases = [n for n in (*draft.forms, *draft.extra, *described) if n != draft.name]
    first = min(m.span.start for m in draft.mentions)
    key = draft.name.casefold() if draft.named else f"{draft.name.casefold()} {first}"
    return Actor(
        id=make_id("actor", article, draft.kind, key),
        article=article,
        name=draft.name,
        kind=draft.kind,
        named=draft.named,
        country=draft.country,
        aliases=tuple(dict.fromkeys(aliases))[:MAX_ALIASES],
        roles=tuple(dict.fromkeys(draft.roles)),
        mentions=tuple(sorted(draft.mentions, key=lambda m: m.span)),
        gender=draft.gender,
        number=draft.number,
    )
