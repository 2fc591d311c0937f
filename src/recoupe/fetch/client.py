"""Asks for an address and follows where it points: an address in, a whole answer out.

httpcore2 speaks the protocol and nothing else: no redirects, cookies, packings or proxies of its
own, so that each hop passes here, through the guard, the limits and the turns of its host.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from threading import Event
from typing import NoReturn

import httpcore2

from recoupe.fetch.address import Address, checked, joined
from recoupe.fetch.manners import Manners, retry_after
from recoupe.fetch.network import Deadline, Guarded
from recoupe.fetch.terms import FetchError, Terms, WaitError
from recoupe.fetch.unpack import ACCEPTED, bounded, unpacked

NOT_MODIFIED = 304
MOVED = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
LATER = frozenset({429, 503})
"""Too busy: the host is left alone for as long as it says."""

PASSING = frozenset({408, 425, 500, 502, 504})
"""Answers that tell of a fault that may be gone at the next poll."""

_SAID = {
    401: "asks for a password",
    402: "asks to be paid",
    403: "does not let us",
    404: "no such page",
    410: "the page is gone",
    451: "not shown for legal reasons",
}


@dataclass(frozen=True, slots=True)
class Marks:
    """What an answer is known again by, to be asked for it only if it has changed."""

    etag: str | None = None
    modified: str | None = None


UNKNOWN = Marks()
"""The marks of what was never fetched."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: ``address`` is the one it came from, after redirects.

    ``body`` is unpacked, ``None`` where nothing has changed since the marks that were sent.
    """

    address: str
    body: bytes | None
    media: str
    charset: str | None
    marks: Marks


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of an answer, its fields by name in small letters; the last of equal ones counts."""

    status: int
    fields: dict[str, str]

    @classmethod
    def of(cls, response: httpcore2.Response) -> _Head:
        fields = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in response.headers}
        return cls(response.status, fields)


class Client:
    """Asks on the terms of one run. Threads may share it; one host gets one request at a time."""

    def __init__(self, terms: Terms, manners: Manners) -> None:
        self.terms, self.manners = terms, manners

    @property
    def stopped(self) -> Event:
        """Return what ends every fetch when it is set."""
        return self.manners.stopped

    def get(
        self,
        address: str,
        accept: str,
        marks: Marks | None = None,
        allow: Callable[[Address], None] | None = None,
    ) -> Answer:
        """Return the answer; :class:`FetchError` where none is to be had.

        ``allow`` is shown each hop before it is made, and raises where it must not be.
        """
        place = checked(address, private=self.terms.private)
        for _ in range(self.terms.hops + 1):
            if allow:
                allow(place)
            found = self._hop(place, accept, marks or UNKNOWN)
            if isinstance(found, Answer):
                return found
            place = found
        raise FetchError(f"more than {self.terms.hops} redirects, the last to {place}")

    def _hop(self, place: Address, accept: str, marks: Marks) -> Answer | Address:
        with self.manners.turn(place.host), self._response(place, accept, marks) as response:
            head = _Head.of(response)
            if head.status in MOVED and "location" in head.fields:
                told = head.fields["location"].encode("latin-1").decode("utf-8", "replace")
                target = joined(place, told)
                return checked(target, private=self.terms.private)
            if head.status in LATER:
                self._leave(place, head)
            if head.status != NOT_MODIFIED:
                _refuse(head.status)
            return self._answer(place, head, response.iter_stream())

    @contextmanager
    def _response(self, place: Address, accept: str, marks: Marks) -> Iterator[httpcore2.Response]:
        deadline = Deadline(self.terms.seconds, self.stopped)
        backend = Guarded(deadline, private=self.terms.private)
        headers = _headers(self.terms.named, accept, marks)
        try:
            with (
                httpcore2.ConnectionPool(_tls(), network_backend=backend) as pool,
                pool.stream("GET", str(place), headers=headers) as response,
            ):
                yield response
        except httpcore2.TimeoutException as error:
            raise FetchError(f"{place.host} did not answer in time", lasting=False) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
            raise FetchError(_in_words(place, error), lasting=False) from error

    def _answer(self, place: Address, head: _Head, pieces: Iterable[bytes]) -> Answer:
        fields = head.fields
        media, charset = _media(fields.get("content-type", ""))
        marks = Marks(fields.get("etag"), fields.get("last-modified"))
        if head.status == NOT_MODIFIED:
            return Answer(str(place), None, media, charset, marks)
        terms = self.terms
        received = bounded(pieces, terms.max_bytes, "the answer has")
        plain = unpacked(received, fields.get("content-encoding", ""))
        body = b"".join(bounded(plain, terms.max_unpacked, "the answer unpacks to"))
        return Answer(str(place), body, media, charset, marks)

    def _leave(self, place: Address, head: _Head) -> NoReturn:
        seconds = retry_after(head.fields.get("retry-after"))
        self.manners.leave(place.host, time.time() + seconds)
        told = f"{place.host} is too busy (HTTP {head.status}): asked again after {seconds:.0f} s"
        raise WaitError(told, seconds)


def _refuse(status: int) -> None:
    """Raise where an answer is not the page; those that may be another time are not lasting."""
    if status in PASSING:
        raise FetchError(f"the server failed (HTTP {status})", lasting=False)
    if status != 200:  # noqa: PLR2004 - OK
        raise FetchError(f"HTTP {status}: {_SAID.get(status, 'not an answer with a page')}")


def _headers(agent: str, accept: str, marks: Marks) -> list[tuple[bytes | str, bytes | str]]:
    """Return the fields of a request; marks are sent back in the very bytes they came in."""
    told: list[tuple[bytes | str, bytes | str]] = [
        ("User-Agent", agent),
        ("Accept", accept),
        ("Accept-Encoding", ACCEPTED),
        ("Connection", "close"),
    ]
    for name, mark in (("If-None-Match", marks.etag), ("If-Modified-Since", marks.modified)):
        if mark:
            told.append((name, mark.encode("latin-1")))
    return told


def _media(value: str) -> tuple[str, str | None]:
    """Return the type and charset that a ``Content-Type`` names.

    >>> _media('Text/HTML; Charset="ISO-8859-1"')
    ('text/html', 'iso-8859-1')
    """
    media, *rest = value.lower().split(";")
    told = dict(part.strip().partition("=")[::2] for part in rest)
    return media.strip(), told.get("charset", "").strip("\"' ") or None


def _in_words(place: Address, error: Exception) -> str:
    told = " ".join(str(error).split())[:200] or type(error).__name__
    if isinstance(error, httpcore2.ConnectError):
        return f"{place.host} cannot be reached: {told}"
    if isinstance(error, httpcore2.ProtocolError):
        return f"{place.host} broke off, or speaks no proper HTTP: {told}"
    return f"the connection to {place.host} broke: {told}"


@cache
def _tls() -> ssl.SSLContext:
    """Return how certificates are checked, as the system does; made once, it takes 20 ms."""
    return ssl.create_default_context()
