"""Corrects speakers and dates of quotations: corrections in, their corrected rows out."""

from __future__ import annotations

from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.findings import Correction
from recoupe.link.corrections.active import active
from recoupe.rows import by_name, insert

BASIS = "corrected by hand"
"""The basis of a date that a reader gave."""


def correct_quotations(connection: DuckDBPyConnection) -> None:
    """Renew the quotations whose speaker or date a reader corrected."""
    connection.execute("DELETE FROM corrected_quotations")
    changed: dict[str, dict[str, Any]] = {}
    for correction in active(connection, "speaker", "date"):
        for item in correction.items:
            row = changed.get(item) or _row(connection, item)
            changed[item] = row | _change(correction)
    insert(connection, "corrected_quotations", list(changed.values()))


def _row(connection: DuckDBPyConnection, item: str) -> dict[str, Any]:
    (row,) = by_name(connection.execute("SELECT * FROM quotations WHERE id = ?", [item]))
    return row


def _change(correction: Correction) -> dict[str, Any]:
    """Return the columns that a correction changes; the role printed is not the new speaker's."""
    if correction.kind == "date":
        return {"said": {"value": correction.value, "basis": BASIS}}
    return {"speaker": correction.actor, "speaker_name": correction.value, "role": None}
