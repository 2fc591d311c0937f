"""Checks a dossier: the path of a file in, what is wrong with it out, each with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from recoupe.dossier import schema, store
from recoupe.dossier.check import accounts, references, spans
from recoupe.dossier.check.leavings import leavings
from recoupe.dossier.check.problem import Problem
from recoupe.dossier.runs import Run, runs
from recoupe.errors import DossierError

__all__ = ["Health", "Problem", "check"]


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found: the version of the tables, the account of every run, the problems."""

    version: int | None
    runs: tuple[Run, ...] = ()
    problems: tuple[Problem, ...] = ()


def check(path: Path) -> Health:
    """Look through a whole dossier without changing it: 10,000 articles take 6 s."""
    store.require_file(path)
    path = path.resolve()
    left = tuple(leavings(path))
    try:
        with store.explained(path), store.connect(path) as connection:
            found = _look_through(connection, path)
    except DossierError as error:
        what, _, remedy = str(error).rpartition(": ")
        return Health(None, problems=(Problem(path.name, what, remedy), *left))
    return Health(found.version, found.runs, (*found.problems, *left))


def _look_through(connection: DuckDBPyConnection, path: Path) -> Health:
    version = schema.require(schema.version(connection), path)
    if schema.missing(connection):
        told = f"its tables are of version {version}, this recoupe has {schema.newest()}"
        remedy = f"'recoupe show {path.name}' brings it up to date; then check it again"
        return Health(version, problems=(Problem("schema_version", told, remedy),))
    kept = runs(connection)
    return Health(version, kept, tuple(_problems(connection, kept)))


def _problems(connection: DuckDBPyConnection, kept: tuple[Run, ...]) -> Iterator[Problem]:
    yield from accounts.accounts(connection, kept)
    yield from accounts.versions(connection)
    yield from references.repetitions(connection)
    yield from references.references(connection)
    yield from spans.passages(connection)
    yield from accounts.shelves(connection)
