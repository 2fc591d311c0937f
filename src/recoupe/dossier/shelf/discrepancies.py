"""Puts the discrepancies on the shelf, the weightiest first."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.shelf.index import enter

_DISCREPANCIES = """
    INSERT INTO shelf_discrepancies
    SELECT row_number() OVER (ORDER BY weight DESC, id) - 1 AS place, id,
        to_json({
            'id': id, 'kind': kind, 'about': about, 'note': note, 'weight': weight,
            'compatible': compatible, 'utterance': utterance, 'words': coalesce(words, []),
            'passages': list_transform(passages,
                lambda p: {'article': p.article, 'start': p.start, 'end': p."end"})
        })
    FROM current_discrepancies ORDER BY place
"""

_KINDS = "SELECT place AS item, told->>'kind' AS value FROM shelf_discrepancies"


def place_discrepancies(connection: DuckDBPyConnection) -> None:
    """Fill the discrepancies of the shelf and enter their kinds."""
    connection.execute(_DISCREPANCIES)
    enter(connection, "discrepancies", "kind", _KINDS)
