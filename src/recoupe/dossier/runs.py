"""Keeps the accounts of a dossier: what came in with each run, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata

from duckdb import DuckDBPyConnection

from recoupe.dossier.take_in import Tally
from recoupe.errors import DefectError
from recoupe.rows import from_row, insert

MOST_INPUTS = 100
"""Inputs of a run kept by name: a pattern that the shell has spelt out can be thousands."""


@dataclass(frozen=True, slots=True)
class Run:
    """What came in with one run: ``pages`` is the sum of the five counts after it.

    ``number`` is 0 for all that came in before runs were kept; :class:`Tally` explains the counts.
    """

    number: int
    made: str
    recoupe: str
    inputs: tuple[str, ...]
    pages: int
    new: int
    changed: int
    unchanged: int
    repeated: int
    failed: int

    @property
    def adds_up(self) -> bool:
        """Tell whether every page became something."""
        became = self.new + self.changed + self.unchanged + self.repeated + self.failed
        return self.pages == became


class Counted:
    """Counts what it is told came in, and tells it on: ``number`` in all."""

    def __init__(self, progress: Callable[[int], None] | None = None) -> None:
        self.number = 0
        self._progress = progress

    def __call__(self, came: int) -> None:
        """Take note of so many more."""
        self.number += came
        if self._progress:
            self._progress(came)


def record(connection: DuckDBPyConnection, inputs: Sequence[str], pages: int, tally: Tally) -> None:
    """Keep the account of a run; :class:`DefectError` where pages are unaccounted for."""
    if pages != tally.pages:
        raise DefectError(
            f"a defect of recoupe: {pages} pages came in and {tally.pages} are accounted for"
            f" ({tally.articles} articles, {tally.repeated} repeated, {tally.failed} not read);"
            " the dossier is as it was, please report it"
        )
    counts = (tally.new, tally.changed, tally.unchanged, tally.repeated, tally.failed)
    number = max((run.number for run in runs(connection)), default=0) + 1
    made = datetime.now(UTC).isoformat(timespec="seconds")
    insert(
        connection,
        "runs",
        [Run(number, made, metadata.version("recoupe"), _named(inputs), pages, *counts)],
    )


def _named(inputs: Sequence[str]) -> tuple[str, ...]:
    more = len(inputs) - MOST_INPUTS
    return (*inputs[:MOST_INPUTS], f"and {more} more") if more > 0 else tuple(inputs)


def runs(connection: DuckDBPyConnection) -> tuple[Run, ...]:
    """Return the runs of a dossier, the first one first."""
    found = connection.execute("SELECT * FROM runs ORDER BY number")
    names = [column[0] for column in found.description]
    return tuple(from_row(Run, dict(zip(names, row, strict=True))) for row in found.fetchall())
