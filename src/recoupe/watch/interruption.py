"""Notes that a run was asked to end: Ctrl-C or SIGTERM in, a mark that stays out."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Self


class Interruption:
    """Raises :class:`KeyboardInterrupt` for both signals while its block runs, and remembers it.

    Libraries may turn the exception into one of their own (DuckDB: ``RuntimeError``) or lose it in
    a callback; ``asked`` is what a run is to look at.
    """

    def __init__(self) -> None:
        self.asked = False

    def __enter__(self) -> Self:
        """Listen to the signals."""
        self._before = {s: signal.signal(s, self._note) for s in (signal.SIGINT, signal.SIGTERM)}
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the signals to whoever had them before."""
        for each, handler in self._before.items():
            signal.signal(each, handler)

    def _note(self, _signal: int, _frame: FrameType | None) -> None:
        self.asked = True
        raise KeyboardInterrupt
