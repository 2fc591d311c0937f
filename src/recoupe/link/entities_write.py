"""Writes entities: the node of each actor concerned in (table ``nodes``), rows of entities out.

A node is what actors have in common when they are one: the first face of its component, the group
of a short form, or the actor itself. All of it is SQL, so that nothing is held in Python.
"""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.link.known import state_names
from recoupe.rows import insert

_NODES = """
CREATE OR REPLACE TEMP TABLE nodes AS
WITH concerned AS (
    SELECT k.* FROM actor_keys k WHERE face IN (SELECT id FROM affected)
        OR article IN (SELECT article FROM fresh)
        OR unit IN (SELECT unit FROM unit_links WHERE face IN (SELECT id FROM affected))
), linked AS (
    SELECT c.actor, c.article, l.face, l.group, f.root, l.score, l.reasons
    FROM concerned c JOIN unit_links l USING (unit) LEFT JOIN faces f ON f.id = l.face
), clashing AS (
    SELECT DISTINCT l.actor FROM linked l JOIN actor_keys k USING (article)
    JOIN faces f ON f.id = k.face WHERE f.root = l.root AND k.actor <> l.actor AND len(f.full) > 0
), ends AS (
    SELECT a AS face, b AS other, score, reasons FROM face_edges
    UNION ALL SELECT b, a, score, reasons FROM face_edges
), best AS (
    SELECT face, first(score ORDER BY score DESC, other, reasons) AS score,
        first(reasons ORDER BY score DESC, other, reasons) AS reasons
    FROM ends WHERE face IN (SELECT id FROM affected) GROUP BY face
)
SELECT c.actor,
    CASE WHEN l.root IS NOT NULL AND x.actor IS NULL THEN l.root
         WHEN l.group IS NOT NULL THEN 'group ' || l.group
         WHEN len(f.full) > 0 THEN f.root
         ELSE c.actor END AS node,
    CASE WHEN x.actor IS NOT NULL THEN 1.0 ELSE coalesce(l.score, b.score, 0.97) END AS score,
    CASE WHEN x.actor IS NOT NULL THEN [] ELSE coalesce(l.reasons, b.reasons, ['same name '
        || f.name]) END AS reasons
FROM concerned c JOIN faces f ON f.id = c.face
LEFT JOIN linked l USING (actor) LEFT JOIN clashing x USING (actor)
LEFT JOIN best b ON b.face = c.face
"""
"""A short form is not given to someone whom its own article names apart from it."""

_CONCERNED = """
CREATE OR REPLACE TEMP TABLE before AS
SELECT actor, entity FROM memberships WHERE actor IN (SELECT actor FROM nodes)
   OR actor NOT IN (SELECT actor FROM actor_keys)
"""

_DROP = """
DELETE FROM entities WHERE id IN (SELECT entity FROM before);
DELETE FROM memberships WHERE actor IN (SELECT actor FROM before)
"""

_MEMBERS = """
INSERT INTO memberships
SELECT actor, left(md5('entity ' || node), 16),
    CASE WHEN count(*) OVER (PARTITION BY node) = 1 THEN 1.0 ELSE score END,
    CASE WHEN count(*) OVER (PARTITION BY node) = 1 THEN [] ELSE reasons END
FROM nodes
"""
"""An entity of one actor was not joined: it is sure, and has no reasons to show."""

_MOVED = """
DELETE FROM moved;
INSERT INTO moved
SELECT n.actor FROM nodes n JOIN before b USING (actor) JOIN memberships e USING (actor)
JOIN actor_keys k USING (actor)
WHERE b.entity <> e.entity AND k.article NOT IN (SELECT article FROM fresh)
"""

_NAMES = """
CREATE OR REPLACE TEMP TABLE entity_names AS
SELECT e.entity, first(f.name ORDER BY
    f.language <> getvariable('main'), f.fullness DESC, e.uses DESC, length(f.name) DESC, f.name)
    AS name
FROM (
    SELECT entity, face, count(*) AS uses FROM memberships e JOIN actor_keys USING (actor)
    WHERE entity IN (SELECT entity FROM concerned) GROUP BY ALL
) e JOIN faces f ON f.id = e.face GROUP BY e.entity
"""
"""Of an entity's names: one in the main language of the dossier, the fullest, the most frequent."""

_KINDS = """
CREATE OR REPLACE TEMP TABLE entity_kinds AS
SELECT entity, first(kind ORDER BY uses DESC, kind) AS kind,
    first(state ORDER BY state IS NULL, uses DESC, state) AS state,
    bool_or(named) AS named, bool_or(stands) AS stands
FROM (
    SELECT entity, kind, state, bool_or(named) AS named, bool_or(stands) AS stands, count(*) AS uses
    FROM memberships JOIN actor_keys USING (actor) JOIN faces f ON f.id = face
    WHERE entity IN (SELECT entity FROM concerned) GROUP BY entity, kind, state
) GROUP BY entity
"""

_ALIASES = """
CREATE OR REPLACE TEMP TABLE entity_aliases AS
SELECT entity, list(alias ORDER BY uses DESC, alias) AS aliases FROM (
    SELECT entity, alias, count(*) AS uses FROM (
        SELECT entity, unnest(list_append(list_filter(a.aliases, lambda x: NOT list_contains(
            list_transform(
                list_filter(a.mentions, lambda m: m.name IS NULL), lambda m: m.span.text),
            x)), a.name)) AS alias
        FROM memberships e JOIN actors a ON a.id = e.actor
        WHERE entity IN (SELECT entity FROM concerned)
    ) GROUP BY ALL
) GROUP BY entity
"""
"""The names its articles give, the most frequent first, without mere descriptions."""

_ENTITIES = """
INSERT INTO entities BY NAME
SELECT e.entity AS id, any_value(n.name) AS name, any_value(k.kind) AS kind,
    any_value(k.named) AS named, any_value(coalesce(s.name, k.state)) AS country,
    list_filter(any_value(a.aliases), lambda x: x <> any_value(n.name)) AS aliases,
    list({'id': e.actor, 'score': e.score, 'reasons': e.reasons}
        ORDER BY y.first NULLS LAST, y.article, e.actor) AS members,
    NULL AS stands_for
FROM memberships e JOIN actor_keys y USING (actor) JOIN entity_names n USING (entity)
JOIN entity_kinds k USING (entity) JOIN entity_aliases a USING (entity)
LEFT JOIN state_names s ON s.code = k.state
GROUP BY e.entity
"""

_STANDS = """
UPDATE entities SET stands_for = s.state FROM (
    SELECT c.entity, first(w.entity) AS state FROM (
        SELECT DISTINCT entity, f.state FROM memberships JOIN actor_keys USING (actor)
        JOIN faces f ON f.id = face WHERE f.stands
    ) c LEFT JOIN (
        SELECT DISTINCT entity, f.state FROM memberships JOIN actor_keys USING (actor)
        JOIN faces f ON f.id = face WHERE f.known = 'state ' || f.state
    ) w USING (state) GROUP BY c.entity
) s WHERE entities.id = s.entity
"""


def write(connection: DuckDBPyConnection) -> None:
    """Write the entities of all faces in ``affected`` and of all fresh actors anew."""
    connection.execute(_NODES)
    connection.execute(_CONCERNED)
    connection.execute(_DROP)
    connection.execute(_MEMBERS)
    connection.execute(_MOVED)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE concerned AS"
        " SELECT DISTINCT left(md5('entity ' || node), 16) AS entity FROM nodes"
    )
    _speak(connection)
    for query in (_NAMES, _KINDS, _ALIASES, _ENTITIES, _STANDS):
        connection.execute(query)


def _speak(connection: DuckDBPyConnection) -> None:
    """Set the main language; where it changed, all entities are named anew."""
    found = connection.execute(
        "SELECT language FROM articles WHERE latest GROUP BY language"
        " ORDER BY count(*) DESC, language LIMIT 1"
    ).fetchone()
    main = found[0] if found else ""
    before = connection.execute("SELECT language FROM main_language").fetchone()
    connection.execute(f"SET VARIABLE main = '{main}'")
    connection.execute("CREATE OR REPLACE TEMP TABLE state_names (code VARCHAR, name VARCHAR)")
    names = state_names(main) if main else {}
    insert(connection, "state_names", [{"code": c, "name": n} for c, n in names.items()])
    if before is None or before[0] != main:
        connection.execute("DELETE FROM main_language")
        connection.execute("INSERT INTO main_language VALUES (?)", [main])
        connection.execute("DELETE FROM entities")
        connection.execute(
            "INSERT INTO concerned SELECT DISTINCT entity FROM memberships"
            " ANTI JOIN concerned USING (entity)"
        )
