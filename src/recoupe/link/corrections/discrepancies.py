"""Takes out the discrepancies that readers call none: corrections in, ids out."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.link.corrections.active import active
from recoupe.rows import insert


def correct_discrepancies(connection: DuckDBPyConnection) -> None:
    """Renew the list of discrepancies that readers dismissed."""
    connection.execute("DELETE FROM dismissed_discrepancies")
    gone = {item for c in active(connection, "no discrepancy") for item in c.items}
    insert(connection, "dismissed_discrepancies", [{"id": item} for item in sorted(gone)])
