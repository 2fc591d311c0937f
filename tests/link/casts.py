"""Invented articles that name actors, for the tests of joining them across articles."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier import store
from recoupe.dossier.read import Dossier
from recoupe.dossier.write import write
from recoupe.findings import Entity
from recoupe.ids import make_id
from recoupe.link.entities import join_actors
from recoupe.records import (
    Actor,
    ActorKind,
    Article,
    Mention,
    Published,
    Reading,
    Role,
    Span,
    Zone,
)


def actor(  # noqa: PLR0913 - the fields that joining looks at
    name: str,
    kind: ActorKind = "person",
    *,
    role: str | None = None,
    country: str | None = None,
    gender: str | None = None,
    named: bool = True,
    aliases: tuple[str, ...] = (),
) -> Actor:
    """Return an actor whose article and id are still to be set."""
    roles = (Role(role, Span(0, len(role), role)),) if role else ()
    mention = Mention(Span(0, len(name), name), name, kind, name if named else None, gender=gender)
    return Actor(
        "", "", name, kind, named, country, aliases, roles, (mention,), gender, mention.number
    )


def page(day: str | None, *actors: Actor, language: str = "fr", uri: str | None = None) -> Reading:
    """Return the reading of a page of a day on which some actors are named."""
    text = " ".join(
        [day or "", *(a.name for a in actors), *(r.role for a in actors for r in a.roles)]
    )
    place = uri or f"pages/{make_id(text, language)}.txt"
    article = Article(
        make_id(place, text),
        place,
        text,
        (Zone(0, len(text), "body"),),
        Published(day, "printed" if day else "none"),
        language,
    )
    return Reading(article, tuple(_placed(a, article) for a in actors))


def _placed(one: Actor, article: Article) -> Actor:
    def span(words: str) -> Span:
        start = article.text.index(words)
        return Span.of(article.text, start, start + len(words))

    (mention,) = one.mentions
    return Actor(
        make_id("actor", article.id, one.kind, one.name, one.gender),
        article.id,
        one.name,
        one.kind,
        one.named,
        one.country,
        one.aliases,
        tuple(Role(r.role, span(r.role)) for r in one.roles),
        (Mention(span(one.name), one.name, one.kind, mention.name, gender=one.gender),),
        one.gender,
    )


def linked(*batches: list[Reading]) -> DuckDBPyConnection:
    """Return a dossier in memory into which the batches were read and linked, one by one."""
    connection = store.in_memory()
    for batch in batches:
        add(connection, batch)
    return connection


def add(connection: DuckDBPyConnection, batch: list[Reading]) -> None:
    """Read a batch into a dossier and join its actors; no other step is run."""
    write(connection, batch)
    join_actors(connection)
    connection.execute("DELETE FROM fresh")


def entities(*readings: Reading) -> tuple[Entity, ...]:
    """Return the entities of some pages."""
    return Dossier(linked(list(readings))).entities()


def names(*readings: Reading) -> dict[str, int]:
    """Return how many actors each entity has, by its name; a name twice counts apart."""
    found: dict[str, int] = {}
    for entity in entities(*readings):
        key = entity.name if entity.name not in found else f"{entity.name} (2)"
        found[key] = len(entity.members)
    return found
