"""Keeps a page within its time and a process within its memory; an exception where it is not.

The limit of time is a timer signal, which also breaks off a regular expression that runs away. It
counts processor time, so that a busy machine does not turn good pages into failures. It works in
the main thread of a process on systems that have such signals (not Windows). Elsewhere, and inside
compiled code, the limits of size bound the time (``Settings``, ``clean/extraction.py``), and worker
processes are stopped from outside (``engine.local``).
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


class OutOfTimeError(BaseException):
    """The seconds are over; a ``BaseException``, because libraries swallow every ``Exception``."""


AGAIN = 0.05
"""Seconds after which the signal comes again: one that falls into a collector's callback or a
destructor is swallowed there."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`OutOfTimeError` in the block when it has used ``seconds`` of the processor."""
    timers = hasattr(signal, "setitimer")
    if not timers or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise OutOfTimeError


def limit_memory(size: int) -> None:
    """Let this process hold at most ``size`` bytes of its own; 0 leaves it as it is.

    More of them is a ``MemoryError``, or the end of the process in compiled code that expects none.
    What counts is what is written to (``RLIMIT_DATA``), not the files of models and libraries that
    are mapped besides. Only Linux keeps such a limit.
    """
    if sys.platform != "linux" or not size:
        return
    import resource  # noqa: PLC0415 - a module of Unix

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))
