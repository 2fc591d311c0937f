"""Asks robots.txt whether a page may be read: an address in, a refusal or nothing out.

Only pages that a reading list names are looked up: the lists themselves were named by the user, as
in any feed reader. What is not told is allowed; a robots.txt that cannot be had because its server
fails forbids all until it is back (RFC 9309).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Lock

from protego import Protego

from recoupe.fetch.address import Address
from recoupe.fetch.client import Client
from recoupe.fetch.terms import FetchError, WaitError

KEPT_SECONDS = 86_400.0
"""How long rules are kept: the day that RFC 9309 allows."""

MOST_BYTES = 512_000
"""How much of robots.txt is read, as RFC 9309 asks (500 KiB)."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of one site, or why they cannot be had; and when that was found out."""

    rules: Protego | None
    reason: str
    since: float


class Robots:
    """The rules of all sites of one run, each asked for once a day."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._known: dict[str, _Rules] = {}
        self._lock = Lock()

    def require(self, place: Address) -> None:
        """Raise :class:`FetchError` where the site does not want the page read by us."""
        known = self._rules(place)
        if known.rules is None:
            raise FetchError(known.reason, lasting=False)
        if not known.rules.can_fetch(str(place), self._client.terms.named):
            raise FetchError("robots.txt of the site does not allow it")

    def _rules(self, place: Address) -> _Rules:
        with self._lock:
            known = self._known.get(place.origin)
        if known is None or time.monotonic() - known.since > KEPT_SECONDS:
            known = self._asked(place)
            with self._lock:
                self._known[place.origin] = known
        return known

    def _asked(self, place: Address) -> _Rules:
        try:
            answer = self._client.get(f"{place.origin}/robots.txt", "text/plain, */*;q=0.1")
            text = (answer.body or b"")[:MOST_BYTES].decode("utf-8", "replace")
        except WaitError:
            raise
        except FetchError as error:
            if not error.lasting:
                return _Rules(None, f"robots.txt cannot be had: {error}", time.monotonic())
            text = ""
        return self._read(text, place)

    def _read(self, text: str, place: Address) -> _Rules:
        rules = Protego.parse(text)
        delay = rules.crawl_delay(self._client.terms.named)
        if delay:
            self._client.manners.slow_down(place.host, float(delay))
        return _Rules(rules, "", time.monotonic())
