"""Hands reports over: reports in, those that were taken out. Lines, JSON Lines, or a webhook.

A report is marked in the dossier only after it was taken, so that a crash between the two sends it
once more, under the same id, and never loses it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from recoupe.dossier import store, watching
from recoupe.rows import from_row
from recoupe.watch.news import Report

Taking = Callable[[Sequence[Report]], None]
"""Takes reports; where it raises, none of them was taken."""

AT_ONCE = 100
"""Reports handed over at once: a webhook takes some 200 KB."""


class HandOver:
    """Hands the reports of one dossier over, each once in the life of this process."""

    def __init__(self, out: Path, take: Taking) -> None:
        self._out, self._take = out, take
        self._taken: set[str] = set()

    def all(self) -> int:
        """Hand over what was not yet, mark it, and return how many reports that were."""
        count = 0
        self.mark()
        for batch in _batches([r for r in self._waiting() if r.id not in self._taken]):
            self._take(batch)
            self._taken |= {report.id for report in batch}
            count += len(batch)
            self.mark()
        return count

    def mark(self) -> None:
        """Mark in the dossier what was taken."""
        if self._taken:
            with store.writing(self._out) as connection:
                watching.mark_reported(connection, self._taken)
            self._taken.clear()

    def _waiting(self) -> list[Report]:
        if not self._out.exists():
            return []
        with closing(store.open_for_reading(self._out)) as connection:
            return [from_row(Report, json.loads(told)) for told in watching.unreported(connection)]


def _batches(found: Sequence[Report]) -> Iterator[Sequence[Report]]:
    for start in range(0, len(found), AT_ONCE):
        yield found[start : start + AT_ONCE]
