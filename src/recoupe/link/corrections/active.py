"""Finds what corrections are about: the table of corrections in, those in force out, with live ids.

An id can change when another version of recoupe reads a page (a quotation ends one word later).
Then the item is the one whose characters overlap the correction's passage most.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from duckdb import DuckDBPyConnection

from recoupe.findings import Correction, CorrectionKind, Passage
from recoupe.rows import by_name, from_row

_PLACES = {
    "actors": "SELECT id, article, unnest(mentions).span AS place FROM actors",
    "quotations": "SELECT id, article, unnest(content) AS place FROM quotations",
    "discrepancies": "SELECT id, unnest(passages).article AS article, unnest(passages) AS place"
    " FROM discrepancies",
}

TABLES: dict[CorrectionKind, str] = {
    "same actor": "actors",
    "different actors": "actors",
    "speaker": "quotations",
    "date": "quotations",
    "same utterance": "quotations",
    "different utterances": "quotations",
    "no discrepancy": "discrepancies",
}
"""Where the items of a correction of each kind stand."""


def active(connection: DuckDBPyConnection, *kinds: CorrectionKind) -> tuple[Correction, ...]:
    """Return the corrections in force of these kinds, oldest first, with the ids of today.

    Items that no longer stand anywhere are left out.
    """
    query = "SELECT * FROM corrections WHERE undone IS NULL ORDER BY made, id"
    rows = by_name(connection.execute(query))
    found = [from_row(Correction, row) for row in rows if row["kind"] in kinds]
    return tuple(replace(c, items=tuple(live_items(connection, c))) for c in found)


def live_items(connection: DuckDBPyConnection, correction: Correction) -> Iterable[str]:
    """Yield the ids under which the items of a correction are known now."""
    table = TABLES[correction.kind]
    for item, passage in zip(correction.items, correction.passages, strict=True):
        known = connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", [item]).fetchone()  # noqa: S608 - our names
        if known:
            yield item
        elif moved := _at(connection, table, passage):
            yield moved


def _at(connection: DuckDBPyConnection, table: str, passage: Passage) -> str | None:
    """Return the item of a table that shares most characters with a passage."""
    row = connection.execute(
        f"""
        SELECT id FROM ({_PLACES[table]})
        WHERE article = $article AND place.start < $end AND place.end > $start
        ORDER BY least(place.end, $end) - greatest(place.start, $start) DESC, id LIMIT 1
        """,  # noqa: S608 - our names
        {"article": passage.article, "start": passage.start, "end": passage.end},
    ).fetchone()
    return row[0] if row else None
