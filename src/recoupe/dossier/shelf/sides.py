"""Says for which state or institution each utterance speaks: the shelf in, temporary tables out.

A side is ``state:`` or ``body:`` and a folded name, as in ``link.utterances.voices``; a state that
speaks itself is no other side than those who speak for it.
"""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.clean.fold import whole
from recoupe.link.utterances.voices import Source, bodies
from recoupe.rows import insert

_SIDES = """
    CREATE OR REPLACE TEMP TABLE utterance_sides AS
    SELECT b.item, coalesce(t.side, b.side) AS side FROM (
        SELECT u.place AS item, unnest(w.bodies) AS side FROM shelf_utterances u
        JOIN shelf_members m ON m.utterance = u.id
        JOIN statements s ON s.quotation = m.id JOIN wordings w ON w.id = s.wording
    ) b LEFT JOIN side_states t
    ON replace(t.side, '-', ' ') = 'state:' || split_part(b.side, ':', 2) AND b.side LIKE 'body:%'
    UNION SELECT u.place, t.side FROM shelf_utterances u JOIN current_utterances c USING (id)
    JOIN current_entities e ON e.id = c.speaker JOIN side_states t ON t.country = e.country
"""

_STATES = """
    SELECT country FROM current_entities WHERE country IS NOT NULL
    GROUP BY country ORDER BY count(*) DESC, country
"""

_BODIES = """
    SELECT "name", kind, coalesce((SELECT min(language) FROM main_language), '')
    FROM current_entities WHERE kind IN ('organisation', 'country')
    ORDER BY named DESC, len(members) DESC, "name"
"""


def name_sides(connection: DuckDBPyConnection) -> None:
    """Make the tables ``utterance_sides`` and ``side_names``.

    A side bears the name of its state, or that of the most told of its bodies.
    """
    countries = [row[0] for row in connection.execute(_STATES).fetchall()]
    states = {country: f"state:{whole(country)}" for country in countries}
    names: dict[str, str] = {}
    for country, side in states.items():
        names.setdefault(side, country)
    for name, kind, language in connection.execute(_BODIES).fetchall():
        source = Source(name, language, kind, named=True, entity=None, country=None, roles=())
        for side in bodies(source):
            names.setdefault(side, name)
    _keep(connection, "side_states", "country", "side", states)
    _keep(connection, "side_names", "side", "name", names)
    connection.execute(_SIDES)


def _keep(
    connection: DuckDBPyConnection, table: str, one: str, other: str, pairs: dict[str, str]
) -> None:
    connection.execute(f'CREATE OR REPLACE TEMP TABLE {table} ("{one}" VARCHAR, "{other}" VARCHAR)')
    insert(connection, table, [{one: a, other: b} for a, b in pairs.items()])
