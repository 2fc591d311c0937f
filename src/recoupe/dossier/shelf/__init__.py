"""Makes the shelf, a copy of the conclusions in the form in which readers page through them.

It is a function of the tables of readings and of the views ``current_…`` (conclusions with human
corrections), made anew as a whole when these have changed. ``store.writing`` sees to it for files.
"""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.shelf.articles import place_articles
from recoupe.dossier.shelf.discrepancies import place_discrepancies
from recoupe.dossier.shelf.stamp import reckon, stored
from recoupe.dossier.shelf.utterances import place_utterances

RECIPE = 1
"""To be raised when what the shelf holds changes: older dossiers then get theirs made anew."""


def renew(connection: DuckDBPyConnection) -> bool:
    """Make the shelf anew where the dossier is not what it was made from; tell whether it was."""
    stamp = reckon(connection)
    if stored(connection) == (stamp, RECIPE):
        return False
    connection.begin()
    try:
        for step in (place_articles, place_utterances, place_discrepancies):
            step(connection)
        connection.execute("DELETE FROM shelf_stamp")
        connection.execute("INSERT INTO shelf_stamp VALUES (?, ?)", [stamp, RECIPE])
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    return True
