"""Keeps to one request at a time a host and to its pauses: a host in, its turn out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Event, Lock

from recoupe.fetch.terms import FetchError, WaitError

LONGEST_PAUSE = 60.0
"""Seconds that are waited for a turn; a host that asks for more is left until another poll."""

USUAL_RETRY = 300.0
"""Seconds for which a host that is too busy (429, 503) is left alone where it does not say."""

LONGEST_RETRY = 86_400.0
"""Seconds that ``Retry-After`` is believed: a day. A slip of the pen is no reason to stay away."""


@dataclass(slots=True)
class _Host:
    """One host: who has the turn, when it ended, how long to pause, until when to stay away."""

    turn: Lock = field(default_factory=Lock)
    last: float = -1e9
    delay: float = 0.0
    until: float = 0.0


class Manners:
    """The turns and pauses of all hosts of one run; ``stopped`` ends every wait."""

    def __init__(self, delay: float, stopped: Event) -> None:
        self._delay, self.stopped = delay, stopped
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for the turn of a host and hold it; :class:`WaitError` where that is too long."""
        known = self._host(host)
        with known.turn:
            self._stay_away(host, known)
            pause = known.last + max(self._delay, known.delay) - time.monotonic()
            if pause > 0 and self.stopped.wait(pause):
                raise FetchError("stopped", lasting=False)
            try:
                yield
            finally:
                known.last = time.monotonic()

    def slow_down(self, host: str, seconds: float) -> None:
        """Keep to the ``Crawl-delay`` of a host."""
        self._host(host).delay = min(seconds, LONGEST_PAUSE)

    def leave(self, host: str, until: float) -> None:
        """Stay away from a host until a time (seconds since 1970)."""
        known = self._host(host)
        known.until = max(known.until, until)

    def left(self) -> dict[str, float]:
        """Return until when to stay away from hosts that want it now."""
        now = time.time()
        with self._lock:
            return {name: host.until for name, host in self._hosts.items() if host.until > now}

    def _stay_away(self, host: str, known: _Host) -> None:
        seconds = known.until - time.time()
        if seconds > LONGEST_PAUSE:
            raise WaitError(f"{host} wants to be left alone until {_clock(known.until)}", seconds)
        if seconds > 0 and self.stopped.wait(seconds):
            raise FetchError("stopped", lasting=False)

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host())


def _clock(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M UTC")


def retry_after(value: str | None) -> float:
    """Return the seconds that a ``Retry-After`` asks for: a number, or a date of HTTP.

    >>> retry_after("120"), retry_after(None), retry_after("-5")
    (120.0, 300.0, 0.0)
    """
    told = (value or "").strip()
    try:
        seconds = float(told) if told.lstrip("-").isdecimal() else _until(told)
    except (ValueError, OverflowError):
        return USUAL_RETRY
    return min(max(seconds, 0.0), LONGEST_RETRY)


def _until(told: str) -> float:
    when = parsedate_to_datetime(told)
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - _now()


def _now() -> float:
    return datetime.now(UTC).timestamp()
