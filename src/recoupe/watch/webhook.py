"""Posts reports to an address of the user's own: reports in, nothing out once they are taken."""

from __future__ import annotations

import json
from collections.abc import Sequence
from threading import Event

import httpcore2

from recoupe.errors import RecoupeError
from recoupe.fetch.terms import our_name
from recoupe.ids import make_id
from recoupe.rows import to_row
from recoupe.watch.news import Report

PAUSES = (1.0, 4.0, 16.0)
"""Seconds before each further try: a receiver that is started anew is back within them. After the
last the reports wait for the next poll."""

SECONDS = 20.0
"""What a receiver may take before it says that it has the reports."""

TAKEN = range(200, 300)


class WebhookError(RecoupeError):
    """Reports that nobody took; they are kept and sent at the next poll."""


class Webhook:
    """Posts JSON to one address, with retries; the guard of :mod:`fetch` is not for it."""

    def __init__(self, address: str, stopped: Event) -> None:
        self._address, self._stopped = address, stopped

    def __call__(self, reports: Sequence[Report]) -> None:
        """Post reports in one body; :class:`WebhookError` where they were not taken."""
        body = json.dumps({"reports": [to_row(r) for r in reports]}, ensure_ascii=False).encode()
        key = make_id(*(report.id for report in reports))
        reason = self._posted(body, key)
        for pause in PAUSES:
            if reason is None or self._stopped.wait(pause):
                break
            reason = self._posted(body, key)
        if reason is not None:
            raise WebhookError(f"the webhook did not take {len(reports)} reports: {reason}")

    def _posted(self, body: bytes, key: str) -> str | None:
        """Post once; return why it failed, ``None`` where the reports were taken."""
        fields: list[tuple[bytes | str, bytes | str]] = [
            ("Content-Type", "application/json; charset=utf-8"),
            ("User-Agent", our_name()),
            ("Idempotency-Key", key),
        ]
        limits = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), SECONDS)}
        try:
            response = httpcore2.request(
                "POST", self._address, headers=fields, content=body, extensions=limits
            )
        except (httpcore2.TimeoutException, httpcore2.NetworkError) as error:
            return f"it cannot be reached ({' '.join(str(error).split()) or type(error).__name__})"
        except httpcore2.ProtocolError as error:
            return f"it speaks no proper HTTP ({' '.join(str(error).split())})"
        return None if response.status in TAKEN else f"HTTP {response.status}"
