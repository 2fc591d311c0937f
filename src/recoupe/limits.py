"""Keeps work on one page within its time: a number of seconds in, an exception when they are over.

The limit is a timer signal, which also breaks off a regular expression that runs away. It counts
processor time, so that a busy machine does not turn good pages into failures. It works in the main
thread of a process on systems that have such signals (not Windows). Elsewhere, and inside
compiled code, the size limits of ``Settings`` bound the time, and worker processes are stopped from
outside (``engine.local``).
"""

from __future__ import annotations

import signal
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
