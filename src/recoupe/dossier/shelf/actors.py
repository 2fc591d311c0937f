"""Puts the actors on the shelf: those of most articles first, with their roles through time."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.shelf.index import enter, enter_words
from recoupe.dossier.shelf.roles import MOST

_ACTORS = f"""
    INSERT INTO shelf_actors
    WITH spread AS (
        SELECT entity, count(DISTINCT article) AS articles, min("first") AS "first",
            max("first") AS "last" FROM actor_members GROUP BY entity
    ),
    reasons AS (
        SELECT entity, (list(reason ORDER BY n DESC, reason))[:{MOST}] AS reasons FROM (
            SELECT entity, reason, count(*) AS n
            FROM (SELECT entity, unnest(reasons) AS reason FROM actor_members)
            GROUP BY ALL) GROUP BY entity
    ),
    spoken AS (SELECT speaker AS entity, count(*) AS n FROM current_utterances GROUP BY speaker),
    acted AS (
        SELECT entity, count(DISTINCT id) FILTER (part = 'actor') AS did,
            count(DISTINCT id) FILTER (part = 'recipient') AS met
        FROM act_sides GROUP BY entity
    ),
    seats AS (
        SELECT stands_for AS entity, list({{'id': id, 'name': name}} ORDER BY name) AS seats
        FROM current_entities WHERE stands_for IS NOT NULL GROUP BY stands_for
    )
    SELECT row_number() OVER (
            ORDER BY e.named DESC, coalesce(s.articles, 0) DESC, e.name, e.id) - 1 AS place, e.id,
        to_json({{
            'id': e.id, 'name': e.name, 'kind': e.kind, 'named': e.named, 'country': e.country,
            'role': r.roles[1].role, 'articles': coalesce(s.articles, 0), 'first': s.first,
            'last': s.last, 'utterances': coalesce(u.n, 0), 'acts': coalesce(a.did, 0),
            'received': coalesce(a.met, 0)
        }}),
        to_json({{
            'aliases': e.aliases[:{MOST}], 'roles': coalesce(r.roles, []),
            'reasons': coalesce(w.reasons, []),
            'stands_for': CASE WHEN f.id IS NULL THEN NULL ELSE {{'id': f.id, 'name': f.name}} END,
            'seats': coalesce(t.seats, [])
        }})
    FROM current_entities e LEFT JOIN spread s ON s.entity = e.id
    LEFT JOIN actor_roles r ON r.entity = e.id LEFT JOIN reasons w ON w.entity = e.id
    LEFT JOIN spoken u ON u.entity = e.id LEFT JOIN acted a ON a.entity = e.id
    LEFT JOIN current_entities f ON f.id = e.stands_for LEFT JOIN seats t ON t.entity = e.id
    ORDER BY place
"""  # noqa: S608 - ours

_TELLING = "SELECT place AS item, told->>'{0}' AS value FROM shelf_actors"

_NAMES = """
    SELECT s.place AS item, coalesce((SELECT min(language) FROM main_language), '') AS language,
        concat_ws(' ', e.name, list_aggregate(e.aliases, 'string_agg', ' ')) AS "text"
    FROM shelf_actors s JOIN current_entities e USING (id)
"""


def place_actors(connection: DuckDBPyConnection) -> None:
    """Fill the actors of the shelf and enter what they are chosen by; needs the acts and roles."""
    connection.execute(_ACTORS)
    for facet in ("kind", "country"):
        enter(connection, "actors", facet, _TELLING.format(facet))
    enter_words(connection, "actors", "text", _NAMES)
