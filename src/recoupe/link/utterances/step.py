"""The step that joins quotations of one speech act: an open dossier in, its utterances renewed."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.link.utterances import pairs, tables, write


def link_utterances(connection: DuckDBPyConnection) -> None:
    """Renew the wordings of fresh articles, the pairs they are in, and the groups these touch."""
    tables.renew(connection)
    pairs.compare(connection)
    write.write(connection)
