"""The steps that link articles, in order: an open dossier in, its tables of conclusions renewed.

Each step is a function of the connection. It reads the tables of the readings (``actors``,
``quotations`` …, of articles with ``latest``) and the tables of the steps before it, and renews its
own. The table ``fresh`` names the articles read, read again or superseded since the last linking: a
step throws away what it kept of them, compares the latest of them with all others, and leaves what
it knows of pairs of old articles as it is. So the cost depends on what is new, and since a decision
on a pair depends on that pair alone, the result is that of linking everything anew.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from duckdb import DuckDBPyConnection

from recoupe.engine.base import Engine, Step
from recoupe.engine.local import Local
from recoupe.link.corrections.actors import correct_actors
from recoupe.link.corrections.discrepancies import correct_discrepancies
from recoupe.link.corrections.quotations import correct_quotations
from recoupe.link.corrections.utterances import correct_utterances
from recoupe.link.coverage import link_coverage
from recoupe.link.discrepancies import link_discrepancies
from recoupe.link.entities import join_actors
from recoupe.link.facts import gather_facts
from recoupe.link.origins import link_origins
from recoupe.link.reprints import link_reprints
from recoupe.link.singles import link_singles
from recoupe.link.stories import link_stories
from recoupe.link.threads import link_threads
from recoupe.link.timeline import link_timeline
from recoupe.link.utterances.step import link_utterances
from recoupe.rows import count

STEPS: tuple[Step, ...] = (
    join_actors,
    correct_actors,
    correct_quotations,
    link_reprints,
    link_origins,
    link_utterances,
    link_singles,
    correct_utterances,
    link_stories,
    gather_facts,
    link_discrepancies,
    correct_discrepancies,
    link_threads,
    link_timeline,
    link_coverage,
)

HERE = Local()
"""The engine where no other is named."""


def link(connection: DuckDBPyConnection, engine: Engine = HERE) -> None:
    """Bring all conclusions across articles up to date, in one transaction."""
    if not count(connection, "fresh"):
        return
    connection.begin()
    try:
        with collector_at_rest():
            engine.steps(connection, STEPS)
        connection.execute("DELETE FROM fresh")
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep Python from looking for cycles, of which linking makes none that matter.

    It would go over all remembered passages again and again: a sixth of the time of linking
    (``benchmarks/linking.py``, 10,000 quotations: 30.1 s with it, 25.6 s without, as much memory).
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
