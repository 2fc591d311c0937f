"""Makes the shelf, a copy of the conclusions in the form in which readers page through them.

It is a function of the tables of readings and of the views ``current_…`` (conclusions with human
corrections), made anew as a whole when these have changed. ``store.writing`` sees to it for files.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources

from duckdb import DuckDBPyConnection

from recoupe.dossier.shelf import index, stamp
from recoupe.dossier.shelf.actors import place_actors
from recoupe.dossier.shelf.acts import place_acts
from recoupe.dossier.shelf.affair import place_affair, place_cast
from recoupe.dossier.shelf.articles import place_articles
from recoupe.dossier.shelf.coverage import place_coverage
from recoupe.dossier.shelf.discrepancies import place_discrepancies
from recoupe.dossier.shelf.figures import place_figures
from recoupe.dossier.shelf.lines import place_lines
from recoupe.dossier.shelf.moments import place_moments
from recoupe.dossier.shelf.quotations import place_quotations
from recoupe.dossier.shelf.reprints import place_reprints
from recoupe.dossier.shelf.roles import lay_out_roles
from recoupe.dossier.shelf.threads import place_stories, place_threads
from recoupe.dossier.shelf.utterances import place_utterances

RECIPE = 10
"""To be raised when what the shelf holds changes: older dossiers then get theirs made anew."""

_STEPS: tuple[Callable[[DuckDBPyConnection], None], ...] = (
    index.begin,
    place_articles,
    place_lines,
    place_quotations,
    place_cast,
    lay_out_roles,
    place_utterances,
    place_discrepancies,
    place_threads,
    place_stories,
    place_moments,
    place_figures,
    place_acts,
    place_actors,
    place_coverage,
    place_reprints,
    place_affair,
    index.finish,
)


def renew(connection: DuckDBPyConnection) -> bool:
    """Make the shelf anew where the dossier is not what it was made from; tell whether it was."""
    now = stamp.reckon(connection)
    if stamp.stored(connection) == (now, RECIPE):
        return False
    tables = resources.files("recoupe.dossier.shelf") / "tables.sql"
    connection.begin()
    try:
        connection.execute(tables.read_text(encoding="utf-8"))
        for step in _STEPS:
            step(connection)
        connection.execute("DELETE FROM shelf_stamp")
        connection.execute("INSERT INTO shelf_stamp VALUES (?, ?)", [now, RECIPE])
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    return True


def is_current(connection: DuckDBPyConnection) -> bool:
    """Tell whether the shelf was made as this recoupe makes it."""
    known = stamp.stored(connection)
    return known is not None and known[1] == RECIPE
