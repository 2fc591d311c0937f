"""Lets pages read a dossier: a path and a question in, its answer out, from the newest file.

DuckDB hands out the database it has open to whoever names the same path, so a file that was
replaced is seen only once all connections to the old one are closed: the readers in course are
waited for, which takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Condition
from typing import TypeVar

import anyio
from anyio.to_thread import run_sync
from duckdb import DuckDBPyConnection

from recoupe.dossier import store
from recoupe.errors import DossierError

Answered = TypeVar("Answered")
Version = tuple[int, int, int]
"""What changes with the file: its inode, time and size."""

AT_ONCE = 2
"""Questions answered at the same time: more of them wait longer, none is answered sooner
(docs/decisions/0020)."""


class Reader:
    """A dossier open for reading, by ``at_once`` readers at a time; opened anew when it changes.

    A path without a dossier raises :class:`DossierError`, at once and at each question.
    """

    def __init__(self, path: Path, at_once: int = AT_ONCE) -> None:
        store.require_file(path)
        self.path = path
        self._at_once = at_once
        self._limiter: anyio.CapacityLimiter | None = None
        self._gate = Condition()
        self._busy = 0
        self._free: list[DuckDBPyConnection] = []
        self._base: DuckDBPyConnection | None = None
        self._opened: Version | None = None
        self.ask(lambda _: None)

    def version(self) -> Version:
        """Return what stays the same only as long as the file is the same."""
        try:
            told = store.changing(self.path).stat()
        except OSError as error:
            raise DossierError(f"no dossier at {self.path} any more: build it again") from error
        return told.st_ino, told.st_mtime_ns, told.st_size

    async def answer(self, question: Callable[[DuckDBPyConnection], Answered]) -> Answered:
        """Return the answer to a question, found in a worker thread."""
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(self._at_once)
        return await run_sync(self.ask, question, limiter=self._limiter)

    def ask(self, question: Callable[[DuckDBPyConnection], Answered]) -> Answered:
        """Return the answer to a question, with a connection that nobody else uses meanwhile."""
        connection = self._take()
        try:
            return question(connection)
        finally:
            self._give_back(connection)

    def close(self) -> None:
        """Close the dossier once the questions in course are answered."""
        with self._gate:
            self._gate.wait_for(lambda: not self._busy)
            self._shut()

    def _take(self) -> DuckDBPyConnection:
        with self._gate:
            while True:
                if self.version() == self._opened and self._free:
                    self._busy += 1
                    return self._free.pop()
                if self._busy:
                    self._gate.wait()
                else:
                    self._open()

    def _give_back(self, connection: DuckDBPyConnection) -> None:
        with self._gate:
            self._busy -= 1
            self._free.append(connection)
            self._gate.notify_all()

    def _open(self) -> None:
        self._shut()
        version = self.version()  # before it is opened: replaced meanwhile, it is opened once more
        self._base = store.open_for_reading(self.path)
        self._opened = version
        self._base.execute("SET threads = 1")
        self._free = [self._base.cursor() for _ in range(self._at_once)]

    def _shut(self) -> None:
        for connection in self._free:
            connection.close()
        self._free = []
        self._opened = None
        if self._base is not None:
            self._base.close()
            self._base = None
