"""Joins and parts actors as readers say: corrections in, memberships and entities out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from duckdb import DuckDBPyConnection

from recoupe.findings import Correction, Entity, Member
from recoupe.ids import make_id
from recoupe.link.corrections.active import active
from recoupe.link.corrections.regroup import Groups, regroup
from recoupe.records import ActorKind
from recoupe.rows import LISTED, by_name, from_row, insert, listed

BY_HAND = "by hand"
"""How the reason of a group begins that a reader made."""

_TABLES = ("corrected_memberships", "corrected_entities", "replaced_entities")


def correct_actors(connection: DuckDBPyConnection) -> None:
    """Renew what corrections make of the entities."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our names
    corrections = active(connection, "same actor", "different actors")
    before = _groups(connection, [item for c in corrections for item in c.items])
    if not before:
        return
    names = _names(connection, before)
    after = regroup(before, corrections, "same actor", lambda a, b, now: _likes(a, b, now, names))
    _write(connection, corrections, before, _named(after))


def _groups(connection: DuckDBPyConnection, actors: Sequence[str]) -> Groups:
    """Return the entity of all actors who share one with any of these."""
    query = (
        "SELECT actor, entity FROM memberships WHERE entity IN"  # noqa: S608 - our names
        f" (SELECT entity FROM memberships WHERE actor IN {LISTED}) ORDER BY actor"
    )
    return dict(connection.execute(query, [listed(actors)]).fetchall())


def _names(connection: DuckDBPyConnection, actors: Groups) -> dict[str, str]:
    query = f"SELECT id, name FROM actors WHERE id IN {LISTED}"  # noqa: S608 - our names
    return dict(connection.execute(query, [listed(actors)]).fetchall())


def _likes(first: str, second: str, now: Groups, names: dict[str, str]) -> set[str]:
    """Return who leaves with the second actor: those of his name, if the first bears another."""
    if names[first] == names[second]:
        return {second}
    return {a for a, g in now.items() if g == now[second] and names[a] == names[second]}


def _named(groups: Groups) -> Groups:
    """Return the groups with the ids of entities: a part that left gets an id of its own."""
    return {
        actor: make_id("entity", group) if group.startswith("apart ") else group
        for actor, group in groups.items()
    }


def _write(
    connection: DuckDBPyConnection,
    corrections: Sequence[Correction],
    before: Groups,
    after: Groups,
) -> None:
    """Write the entities that lost or won members, all of them as they are now."""
    changed = {x for a in before if before[a] != after[a] for x in (before[a], after[a])}
    old = _entities(connection, changed)
    known = {m.id: m for entity in old.values() for m in entity.members}
    reasons = {item: told(c) for c in corrections for item in c.items}
    rows = []
    for entity in sorted(changed & set(after.values())):
        actors = [a for a in after if after[a] == entity]
        members = tuple(
            known[a] if before[a] == entity else Member(a, 1.0, (reasons.get(a, BY_HAND),))
            for a in actors
        )
        rows.append(_entity(entity, old.get(entity), members, _faces(connection, actors)))
    insert(connection, "corrected_entities", rows)
    insert(connection, "corrected_memberships", [
        {"actor": m.id, "entity": row.id, "score": m.score, "reasons": m.reasons}
        for row in rows for m in row.members if before[m.id] != row.id
    ])  # fmt: skip
    went = {e: Counter(after[a] for a in before if before[a] == e) for e in old}
    insert(connection, "replaced_entities", [
        {"id": e, "now": went[e].most_common(1)[0][0]} for e in sorted(old)
    ])  # fmt: skip


def told(correction: Correction) -> str:
    """Return the reason that a correction gives for a group, in plain words."""
    why = f": {correction.reason}" if correction.reason else ""
    return f"{BY_HAND}, {correction.who}, {correction.made[:10]}{why}"


def _entities(connection: DuckDBPyConnection, ids: set[str]) -> dict[str, Entity]:
    """Return the machine's own entities of these ids."""
    query = f"SELECT * FROM entities WHERE id IN {LISTED}"  # noqa: S608 - our names
    rows = by_name(connection.execute(query, [listed(sorted(ids))]))
    found = [from_row(Entity, row) for row in rows]
    return {entity.id: entity for entity in found}


@dataclass(frozen=True, slots=True)
class _Face:
    """How one actor is named in his article, and what he is."""

    name: str
    kind: ActorKind
    named: bool
    country: str | None
    aliases: tuple[str, ...]


def _faces(connection: DuckDBPyConnection, actors: Sequence[str]) -> tuple[_Face, ...]:
    query = (
        f"SELECT name, kind, named, country, aliases FROM actors WHERE id IN {LISTED} ORDER BY id"  # noqa: S608 - our names
    )
    return tuple(_Face(*row) for row in connection.execute(query, [listed(actors)]).fetchall())


def _entity(
    identity: str, old: Entity | None, members: tuple[Member, ...], faces: Sequence[_Face]
) -> Entity:
    """Return the entity of some members: as the machine named it, if one of them is so named."""
    names = Counter(name for face in faces for name in (face.name, *face.aliases))
    main = Counter(face.name for face in faces).most_common(1)[0][0]
    name = old.name if old and (old.name in names or main not in names) else main
    some = next(face for face in faces if face.name == main)
    aliases = tuple(n for n, _ in names.most_common() if n != name)
    if old:
        return replace(old, name=name, aliases=aliases, members=members)
    return Entity(identity, name, some.kind, some.named, some.country, aliases, members)
