"""Puts on the shelf who does what to whom: events in order of time, and who acts on whom."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.shelf.days import lay_out
from recoupe.dossier.shelf.index import enter

_SIDES = """
    CREATE OR REPLACE TEMP TABLE act_sides AS
    WITH parties AS (
        SELECT id, article, 'actor' AS part, generate_subscripts(actors, 1) AS n,
            unnest(actors) AS party FROM events
        UNION ALL SELECT id, article, 'recipient', generate_subscripts(recipients, 1),
            unnest(recipients) FROM events
    )
    SELECT p.id, p.part, p.n, c.entity, coalesce(c.entity_name, p.party.name) AS name
    FROM parties p JOIN shelf_articles a ON a.id = p.article AND a.latest
    LEFT JOIN shelf_cast c ON c.actor = p.party.actor
"""

_ACTS = """
    INSERT INTO shelf_acts
    WITH sides AS (
        SELECT id,
            list({'id': entity, 'name': name} ORDER BY n) FILTER (part = 'actor') AS actors,
            list({'id': entity, 'name': name} ORDER BY n) FILTER (part = 'recipient') AS recipients
        FROM act_sides GROUP BY id
    )
    SELECT row_number() OVER (ORDER BY d.first NULLS LAST, d.last, a.place, e.spans[1].start, e.id)
            - 1 AS place, e.id, d.first, d.last,
        to_json({
            'id': e.id, 'type': e.type, 'code': e.code, 'status': e.status, 'mode': e.mode,
            'contexts': e.contexts, 'date': e.date, 'first': d.first, 'last': d.last,
            'actors': coalesce(s.actors, []), 'recipients': coalesce(s.recipients, []),
            'object': e."object".text, 'condition': e."condition".text, 'place': e.place.text,
            'quantity': e.quantity, 'utterance': q.utterance,
            'passages': list_transform(e.spans,
                lambda x: {'article': e.article, 'start': x.start, 'end': x."end"})
        })
    FROM events e JOIN shelf_articles a ON a.id = e.article AND a.latest
    LEFT JOIN sides s ON s.id = e.id LEFT JOIN event_days d ON d.value = e.date
    LEFT JOIN shelf_quotations q ON q.id = e.quotation
    ORDER BY place
"""

_EDGES = """
    INSERT INTO shelf_edges
    WITH pairs AS (
        SELECT DISTINCT a.id, a.entity AS source, r.entity AS target FROM act_sides a
        JOIN act_sides r ON r.id = a.id AND a.part = 'actor' AND r.part = 'recipient'
        WHERE a.entity <> r.entity
    ),
    typed AS (
        SELECT p.source, p.target, e.type, count(*) AS n FROM pairs p JOIN events e USING (id)
        GROUP BY ALL
    )
    SELECT source, target, sum(n) AS n, list(type ORDER BY n DESC, type) FROM typed
    GROUP BY source, target ORDER BY n DESC, source, target
"""

_TELLING = "SELECT place AS item, told->>'{0}' AS value FROM shelf_acts"

_PARTIES = """
    SELECT s.place AS item, p.entity AS value, p.name FROM shelf_acts s JOIN act_sides p USING (id)
    WHERE p.part = '{0}'
"""


def place_acts(connection: DuckDBPyConnection) -> None:
    """Fill the acts and edges of the shelf and enter what acts are chosen by."""
    lay_out(connection, "event_days", 'SELECT "date" FROM events')
    for query in (_SIDES, _ACTS, _EDGES):
        connection.execute(query)
    for facet in ("type", "status"):
        enter(connection, "acts", facet, _TELLING.format(facet))
    for facet in ("actor", "recipient"):
        enter(connection, "acts", facet, _PARTIES.format(facet))
