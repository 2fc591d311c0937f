"""Checks that the counts of a dossier add up: what came in, run by run, against what is there."""

from __future__ import annotations

from collections.abc import Iterator

from duckdb import DuckDBPyConnection

from recoupe.dossier import shelf
from recoupe.dossier.check.problem import REBUILD, Problem
from recoupe.dossier.runs import Run
from recoupe.dossier.shelf import stamp

RENEW = "'recoupe add' one of its pages again, which makes it anew"


def accounts(connection: DuckDBPyConnection, runs: tuple[Run, ...]) -> Iterator[Problem]:
    """Yield a problem for a run that does not add up, and where all are not what is there."""
    for run in runs:
        if not run.adds_up:
            told = f"run {run.number}: not every page of {run.pages} became something"
            yield Problem("runs", told, REBUILD)
    ((articles, addresses, failures),) = connection.execute(
        "SELECT count(*), count(DISTINCT uri), (SELECT count(*) FROM failures) FROM articles"
    ).fetchall()
    new, changed = sum(run.new for run in runs), sum(run.changed for run in runs)
    if (new, new + changed) != (addresses, articles):
        told = (
            f"{articles} articles at {addresses} addresses are there, but the runs tell of"
            f" {new + changed} at {new}"
        )
        yield Problem("articles", told, REBUILD)
    if failures > sum(run.failed for run in runs):
        yield Problem("failures", "more are there than the runs tell of", REBUILD)


def versions(connection: DuckDBPyConnection) -> Iterator[Problem]:
    """Yield a problem where an address has no latest text, or two, or its versions have a gap."""
    ((number, first),) = connection.execute(
        "SELECT count(*), min(uri) FROM (SELECT uri FROM articles GROUP BY uri HAVING"
        " count(*) FILTER (latest) <> 1 OR max(version) <> count(*)"
        " OR count(DISTINCT version) <> count(*))"
    ).fetchall()
    if number:
        told = f"{number} addresses have no single latest version, the first is {first}"
        yield Problem("articles", told, REBUILD)


def shelves(connection: DuckDBPyConnection) -> Iterator[Problem]:
    """Yield a problem where readers are shown something else than what the dossier holds."""
    known = stamp.stored(connection)
    if known is None or known[0] != stamp.reckon(connection) or not shelf.is_current(connection):
        yield Problem("shelf", "what readers page through is not what the dossier holds", RENEW)
    ((fresh,),) = connection.execute("SELECT count(*) FROM fresh").fetchall()
    if fresh:
        yield Problem("fresh", f"{fresh} articles have not been linked yet", RENEW)
