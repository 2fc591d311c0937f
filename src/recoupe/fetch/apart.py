"""Reads lists in a process of their own, killed when it hangs: the bytes of a list in, it out.

The parsers of broken feeds take time that grows with the square of what is wrong with one: 4 s for
300 KB of opening tags. No timer stops that, and it would hold up all other fetches.
"""

from __future__ import annotations

import signal
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures import wait
from multiprocessing import get_context
from threading import Event
from typing import Self

from pebble import ProcessExpired, ProcessPool

from recoupe.fetch.entries import ListError, Listing
from recoupe.fetch.listing import read_listing
from recoupe.fetch.network import TICK
from recoupe.fetch.terms import FetchError

SECONDS = 30.0
"""Allowed for one list: an honest feed of 300 KB, with 2,700 entries, takes 1; few are longer."""


class Apart:
    """A process that reads lists, begun with the first; use it in a ``with`` block."""

    def __init__(self, stopped: Event, seconds: float = SECONDS) -> None:
        self._stopped, self._seconds = stopped, seconds
        self._pool = ProcessPool(1, initializer=_leave_interrupts, context=get_context("spawn"))

    def __enter__(self) -> Self:
        """Return the process."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def read(self, data: bytes, address: str, charset: str | None, most: int) -> Listing:
        """Read a list; :class:`ListError` where it is none or takes too long."""
        told = [data, address, charset, most]
        future = self._pool.schedule(read_listing, args=told, timeout=self._seconds)
        while not future.done():
            if self._stopped.is_set():
                future.cancel()  # type: ignore[no-untyped-call]
                raise FetchError("stopped", lasting=False)
            wait([future], TICK)
        try:
            return future.result()
        except FutureTimeoutError as error:
            raise ListError(f"a list that takes longer than {self._seconds:g} s to read") from error
        except ProcessExpired as error:
            raise ListError("a list whose reading killed the process") from error


def _leave_interrupts() -> None:
    """Leave Ctrl-C to the process that began this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
