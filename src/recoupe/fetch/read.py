"""Fetches the pages that reading lists name: entries in, Page or Failure out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from recoupe.fetch.client import UNKNOWN, Client, Marks
from recoupe.fetch.entries import Entry
from recoupe.fetch.pages import ACCEPT, carried, failure_of, page_of
from recoupe.fetch.robots import Robots
from recoupe.fetch.side_by_side import by_host
from recoupe.fetch.terms import FetchError, WaitError
from recoupe.records import Failure, Page


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to fetch: as a list names it, its marks if it was fetched before, how often tried."""

    entry: Entry
    marks: Marks = UNKNOWN
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of a page: ``found`` is ``None`` where it has not changed.

    ``note`` says why the text is that of the list, and not of the page. ``again`` marks a failure
    that may pass: the page is asked for at the next poll, having been tried ``tries`` times.
    """

    wanted: Wanted
    found: Page | Failure | None
    marks: Marks
    note: str | None = None
    again: bool = False
    tries: int = 0


MOST_TRIES = 5
"""Polls in which a page is asked for in vain before it is given up: an hour at the usual pace."""


def fetch(
    wanted: Iterable[Wanted],
    client: Client,
    robots: Robots,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Fetched]:
    """Fetch pages, several hosts side by side; what cannot be had is a failure in its place."""

    def work(each: Wanted) -> Fetched:
        try:
            return _fetched(each, client, robots)
        finally:
            if progress:
                progress(1)

    yield from by_host(wanted, lambda w: w.entry.address, work, client)


def _fetched(wanted: Wanted, client: Client, robots: Robots) -> Fetched:
    entry = wanted.entry
    try:
        answer = client.get(entry.address, ACCEPT, wanted.marks, robots.require)
        found = None if answer.body is None else page_of(entry, answer)
    except FetchError as error:
        return _failed(wanted, error)
    except Exception as error:  # noqa: BLE001 - one bad page never stops a batch
        told = " ".join(str(error).split())[:200]
        return _failed(wanted, FetchError(f"{type(error).__name__}: {told}"))
    return Fetched(wanted, found, answer.marks if found else wanted.marks)


def _failed(wanted: Wanted, error: FetchError) -> Fetched:
    """Return what stands in for a page: the text its list carries, or the reason.

    A fault that may pass is waited for first, so that the page itself is read if it can be.
    """
    tries = wanted.tries if isinstance(error, WaitError) else wanted.tries + 1
    if not error.lasting and tries < MOST_TRIES:
        failure = failure_of(wanted.entry.address, f"{error}; asked again at the next poll")
        return Fetched(wanted, failure, wanted.marks, again=True, tries=tries)
    if (page := carried(wanted.entry)) and wanted.marks == UNKNOWN:
        return Fetched(wanted, page, wanted.marks, note=str(error))
    return Fetched(wanted, failure_of(wanted.entry.address, str(error)), wanted.marks)
