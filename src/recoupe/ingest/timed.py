"""Keeps the reading of one document within its time: its pages in, the same or a Failure out."""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.limits import OutOfTimeError, time_limit
from recoupe.records import Failure, Page
from recoupe.settings import Settings


def timed(
    found: Iterator[Page | Failure], uri: str, settings: Settings
) -> Iterator[Page | Failure]:
    """Pass on pages while each takes at most the seconds of a page; the rest is given up."""
    seconds = settings.page_seconds
    while True:
        try:
            with time_limit(seconds):
                page = next(found, None)
        except OutOfTimeError:
            yield Failure(uri, "ingest", f"took longer than {seconds:g} s and was stopped here")
            return
        if page is None:
            return
        yield page
