"""Puts the record on the shelf: utterances in order of time, with all that they are chosen by."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.clean.fold import whole
from recoupe.dossier.passages import placed
from recoupe.dossier.shelf.days import lay_out
from recoupe.link.utterances.voices import Source, bodies
from recoupe.rows import insert

_STATE_OF = """
    CREATE OR REPLACE TEMP TABLE side_states (country VARCHAR, side VARCHAR)
"""

_MEMBERS = """
    INSERT INTO shelf_members
    SELECT 0, u.id, q.id, q.article
    FROM (SELECT id, unnest(members).id AS quotation FROM current_utterances) u
    JOIN current_quotations q ON q.id = u.quotation
"""

_UTTERANCES = f"""
    INSERT INTO shelf_utterances BY NAME
    WITH spoken AS (
        SELECT m.utterance, unnest(w.bodies) AS side FROM shelf_members m
        JOIN statements s ON s.quotation = m.quotation JOIN wordings w ON w.id = s.wording
        UNION SELECT u.id, t.side FROM current_utterances u
        JOIN current_entities e ON e.id = u.speaker JOIN side_states t ON t.country = e.country
    ),
    sided AS (SELECT utterance, list(side ORDER BY side) AS sides FROM spoken GROUP BY utterance),
    told AS (
        SELECT m.utterance, list_sort(list(DISTINCT q.kind)) AS kinds,
            list_sort(list(DISTINCT a.outlet)) AS outlets,
            list_sort(list(DISTINCT a.language)) AS languages,
            list(DISTINCT a.id ORDER BY a.id) AS articles, min(a.place) AS earliest
        FROM shelf_members m JOIN current_quotations q ON q.id = m.quotation
        JOIN shelf_articles a ON a.id = q.article GROUP BY m.utterance
    ),
    chosen AS (
        SELECT u.id AS utterance, q.* EXCLUDE (id, speaker, speaker_name, said)
        FROM current_utterances u
        JOIN current_quotations q ON q.id = coalesce(u.fullest, u.members[1].id)
    ),
    spots AS (
        SELECT utterance, article, generate_subscripts(content, 1) AS part, unnest(content) AS spot
        FROM chosen
    ),
    worded AS (
        SELECT s.utterance, list({placed("a", "s.spot.start", 's.spot."end"')} ORDER BY s.part)
            AS passages
        FROM spots s JOIN articles a ON a.id = s.article GROUP BY s.utterance
    )
    SELECT row_number() OVER (
            ORDER BY d.first NULLS LAST, d.last, t.earliest, u.id) - 1 AS place,
        u.id, u.speaker, u.speaker_name, f.role, u.said, d.first, d.last, f.channel, f.kind,
        w.passages, len(u.variants) + 1 AS wordings, len(u.members) AS accounts, u.origins,
        u.origin_names, t.kinds, coalesce(s.sides, []) AS sides, t.outlets, t.languages, t.articles
    FROM current_utterances u JOIN told t ON t.utterance = u.id
    JOIN chosen f ON f.utterance = u.id JOIN worded w ON w.utterance = u.id
    LEFT JOIN sided s ON s.utterance = u.id LEFT JOIN said_days d ON d.value = u.said.value
    ORDER BY place
"""  # noqa: S608 - ours

_NUMBERED = """
    UPDATE shelf_members SET place = u.place FROM shelf_utterances u
    WHERE u.id = shelf_members.utterance
"""

_BODIES = """
    SELECT "name", kind, (SELECT min(language) FROM main_language) AS language
    FROM current_entities WHERE kind IN ('organisation', 'country') AND named
    ORDER BY len(members) DESC, "name"
"""

_SIDES = """
    INSERT INTO shelf_sides
    SELECT s.side, coalesce(n.name, split_part(s.side, ':', 2)), count(*)
    FROM (SELECT unnest(sides) AS side FROM shelf_utterances) s
    LEFT JOIN side_names n ON n.side = s.side GROUP BY s.side, n.name
    ORDER BY count(*) DESC, s.side
"""


def place_utterances(connection: DuckDBPyConnection) -> None:
    """Renew the utterances of the shelf, their members and the sides they speak for."""
    lay_out(connection, "said_days", "SELECT said.value FROM current_utterances")
    for table in ("shelf_members", "shelf_utterances", "shelf_sides"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - ours
    states = _states(connection)
    connection.execute(_STATE_OF)
    insert(connection, "side_states", [{"country": c, "side": s} for c, s in states.items()])
    for query in (_MEMBERS, _UTTERANCES, _NUMBERED):
        connection.execute(query)
    _name_sides(connection, states)


def _states(connection: DuckDBPyConnection) -> dict[str, str]:
    """Return the side of each state that an actor can be of, by the state's name."""
    rows = connection.execute(
        "SELECT country FROM current_entities WHERE country IS NOT NULL"
        " GROUP BY country ORDER BY count(*) DESC, country"
    ).fetchall()
    return {country: f"state:{whole(country)}" for (country,) in rows}


def _name_sides(connection: DuckDBPyConnection, states: dict[str, str]) -> None:
    """Count the sides; one bears the name of its state, or of the most told of its bodies."""
    names: dict[str, str] = {}
    for country, side in states.items():
        names.setdefault(side, country)
    for name, kind, language in connection.execute(_BODIES).fetchall():
        for side in bodies(Source(name, language or "", kind, True, None, None, ())):  # noqa: FBT003
            names.setdefault(side, name)
    connection.execute('CREATE OR REPLACE TEMP TABLE side_names (side VARCHAR, "name" VARCHAR)')
    insert(connection, "side_names", [{"side": s, "name": n} for s, n in names.items()])
    connection.execute(_SIDES)
