"""What the last steps ask of utterances, events and figures, as temporary tables.

In: an open dossier whose articles are linked. Out: ``calendar`` (the days each date value can
mean), ``acts`` (events with who takes part across articles) and ``claims`` (figures). Acts and
claims have a key ``same`` that one act or figure has in every article.
"""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.days import days
from recoupe.engine.chunks import chunked

BATCH = 1024

_VALUES = """
    SELECT said.value FROM current_utterances UNION SELECT "date" FROM events
    UNION SELECT holds FROM quantities
"""

_CALENDAR = """
    CREATE OR REPLACE TEMP TABLE calendar ("value" VARCHAR, "first" VARCHAR, "last" VARCHAR)
"""


def _folded(text: str) -> str:
    """Return the SQL that folds a text: lower case, no accents, no signs."""
    return f"trim(regexp_replace(lower(strip_accents({text})), '[^a-z0-9]+', ' ', 'g'))"


_ACTS = f"""
    CREATE OR REPLACE TEMP TABLE acts AS
    WITH known AS (
        SELECT id AS entity, "name", unnest(members).id AS actor FROM current_entities
    ),
    parties AS (
        SELECT id, 'actor' AS part, unnest(actors) AS party FROM events
        UNION ALL SELECT id, 'recipient', unnest(recipients) FROM events
    ),
    named AS (
        SELECT p.id, p.part, coalesce(k.entity, {_folded("p.party.name")}) AS key,
            coalesce(k.name, p.party.name) AS "name"
        FROM parties p LEFT JOIN known k ON k.actor = p.party.actor
    ),
    sides AS (
        SELECT id, string_agg(key, ' ' ORDER BY key) FILTER (part = 'actor') AS actor_keys,
            string_agg(key, ' ' ORDER BY key) FILTER (part = 'recipient') AS recipient_keys,
            string_agg(DISTINCT "name", ', ' ORDER BY "name") FILTER (part = 'actor') AS who
        FROM named GROUP BY id
    )
    SELECT e.*, s.who, concat_ws('|', e.type, coalesce(s.actor_keys, ''),
        coalesce(s.recipient_keys, ''), coalesce({_folded("e.object_head.text")}, '')) AS same
    FROM events e JOIN articles a ON a.id = e.article AND a.latest
    LEFT JOIN sides s ON s.id = e.id
"""  # noqa: S608 - our own words

_CLAIMS = f"""
    CREATE OR REPLACE TEMP TABLE claims AS
    SELECT q.*, concat_ws('|', coalesce(q.unit, ''), {_folded('q."of".text')}) AS same
    FROM quantities q JOIN articles a ON a.id = q.article AND a.latest
    WHERE q."of" IS NOT NULL AND q.kind <> 'vague'
        AND NOT (q.kind = 'fraction' AND q.low IS NULL) -- « une partie des réserves »
"""  # noqa: S608 - our own words


def gather_facts(connection: DuckDBPyConnection) -> None:
    """Make the temporary tables anew."""
    connection.execute(_CALENDAR)
    values = [value for (value,) in connection.execute(_VALUES).fetchall()]
    known = [(v, found[0].isoformat(), found[1].isoformat()) for v in values if (found := days(v))]
    for batch in chunked(known, BATCH):
        connection.execute(
            "INSERT INTO calendar SELECT unnest(?), unnest(?), unnest(?)",
            [list(column) for column in zip(*batch, strict=True)],
        )
    connection.execute(_ACTS)
    connection.execute(_CLAIMS)
