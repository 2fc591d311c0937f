"""Puts the discrepancies on the shelf, the weightiest first, each passage with its page."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.passages import placed

_DISCREPANCIES = f"""
    INSERT INTO shelf_discrepancies BY NAME
    WITH spots AS (
        SELECT id, generate_subscripts(passages, 1) AS part, unnest(passages) AS spot
        FROM current_discrepancies
    ),
    told AS (
        SELECT s.id, list({placed("a", "s.spot.start", 's.spot."end"')} ORDER BY s.part) AS passages
        FROM spots s JOIN articles a ON a.id = s.spot.article GROUP BY s.id
    )
    SELECT row_number() OVER (ORDER BY d.weight DESC, d.id) - 1 AS place, d.id, d.kind, d.about,
        d.note, d.weight, d.compatible, d.utterance, t.passages, coalesce(d.words, []) AS words
    FROM current_discrepancies d JOIN told t USING (id) ORDER BY place
"""  # noqa: S608 - ours


def place_discrepancies(connection: DuckDBPyConnection) -> None:
    """Renew the discrepancies of the shelf."""
    connection.execute("DELETE FROM shelf_discrepancies")
    connection.execute(_DISCREPANCIES)
