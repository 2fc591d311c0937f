"""Connects to hosts: a checked address in, a stream out that ends when the time is up.

The one place through which every byte goes. httpcore2 asks it for a connection by the name of a
host; it answers with one to the address that :mod:`guard` has looked at. No read or write outlives
the deadline, so that neither a silent host nor one that sends a byte a second holds a fetch up.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from threading import Event
from typing import Any

import httpcore2
from httpcore2 import NetworkBackend, NetworkStream

from recoupe.fetch import guard
from recoupe.fetch.terms import FetchError

CONNECT_SECONDS = 10.0
"""Allowed for a connection, and for agreeing on its encryption: over any distance one takes less
than 2; a host that drops what it gets (a firewall) would cost all of the time of an answer."""

TICK = 0.5
"""Seconds after which a waiting read looks whether the run was stopped."""


class Deadline:
    """When an answer must be there; ``stopped`` is set when nobody waits for it any more."""

    def __init__(self, seconds: float, stopped: Event) -> None:
        self.seconds = seconds
        self._end, self._stopped = time.monotonic() + seconds, stopped

    def left(self) -> float:
        """Return the seconds left; :class:`FetchError` where there are none."""
        if self._stopped.is_set():
            raise FetchError("stopped", lasting=False)
        left = self._end - time.monotonic()
        if left <= 0:
            raise FetchError(f"the answer took longer than {self.seconds:g} s", lasting=False)
        return left


class Guarded(NetworkBackend):
    """Connects to the checked address of a host, for one answer."""

    def __init__(self, deadline: Deadline, *, private: bool) -> None:
        self._deadline, self._private = deadline, private
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline is ours
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> NetworkStream:
        """Connect to a host that may be asked; :class:`FetchError` for others."""
        place = guard.place_of(host, port, private=self._private)
        seconds = min(CONNECT_SECONDS, self._deadline.left())
        stream = self._plain.connect_tcp(place, port, seconds, local_address, socket_options)
        return _Timed(stream, self._deadline)


class _Timed(NetworkStream):
    """A stream of which no call outlives the deadline."""

    def __init__(self, stream: NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        while True:
            seconds = min(TICK, self._deadline.left())
            try:
                return self._stream.read(max_bytes, seconds)
            except httpcore2.ReadTimeout:
                continue

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._deadline.left())

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> NetworkStream:
        seconds = min(CONNECT_SECONDS, self._deadline.left())
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, seconds), self._deadline)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore2 declares it
        return self._stream.get_extra_info(info)
