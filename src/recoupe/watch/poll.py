"""Asks reading lists once: what is watched in, a dossier with the new pages and their news out.

The dossier is written in batches, each with its pages, what is known of the lists, and the reports
of what is new in it, in one replacement of the file. So a poll can be killed at any moment: what it
wrote is whole, and what it did not write is asked for again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from duckdb import DuckDBPyConnection

from recoupe import pipeline
from recoupe.dossier import store, watching
from recoupe.dossier.take_in import Tally
from recoupe.dossier.watching import WatchedPage
from recoupe.engine.chunks import chunked
from recoupe.errors import InputError
from recoupe.fetch.client import Client
from recoupe.fetch.lists import KnownList, Listed, read_lists
from recoupe.fetch.read import Fetched, fetch
from recoupe.fetch.robots import Robots
from recoupe.records import Failure, Page
from recoupe.rows import to_row
from recoupe.settings import Settings
from recoupe.watch import news

BATCH = 50
"""Pages fetched and written at once: few enough that their text (at most 10 MB each, as a rule 0.2)
fits into memory, enough that the file is not copied for every page."""

Progress = Callable[[str, int], None]
"""Told what is being done (``fetching``, ``reading``) and how many pages more are done."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What is watched: lists, the dossier, how its pages are read, most pages of one poll."""

    feeds: tuple[str, ...]
    out: Path
    settings: Settings
    client: Client
    robots: Robots
    most: int


@dataclass(frozen=True, slots=True)
class Written:
    """What one batch did: articles and failures, pages that had not changed, reports made."""

    tally: Tally
    unchanged: int = 0
    reports: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    """What the lists told: new marks, new failures, which can be read again, newly named pages."""

    lists: tuple[KnownList, ...]
    failures: tuple[Failure, ...]
    mended: tuple[str, ...]
    pages: tuple[WatchedPage, ...]


def poll(watch: Watch, progress: Progress | None = None) -> Iterator[Written]:
    """Yield what was written, batch by batch; nothing where nothing has changed."""
    told = progress or (lambda _what, _done: None)
    known = _known(watch)
    listed = read_lists(watch.feeds, known, watch.client)
    found, queue = _named(watch, listed, known)
    if not (queue or found.lists or found.failures or found.mended or found.pages):
        return
    for number, batch in enumerate(list(chunked(queue, BATCH)) or [[]]):
        fetched = _fetched(watch, batch, told)
        with store.writing(watch.out) as connection:
            if number == 0:
                _keep(connection, found)
            failures = found.failures if number == 0 else ()
            written = _write(connection, watch, fetched, failures, told)
        yield replace(written, waiting=len(queue) - number * BATCH - len(batch))


def _known(watch: Watch) -> dict[str, KnownList]:
    """Return what the dossier knows of the lists; hosts that wanted it are left alone."""
    if not watch.out.exists():
        return {}
    with closing(store.open_for_reading(watch.out)) as connection:
        for host, until in watching.hosts(connection).items():
            watch.client.manners.leave(host, until)
        return watching.known_lists(connection)


def _named(
    watch: Watch, listed: Sequence[Listed], known: dict[str, KnownList]
) -> tuple[_Found, list[WatchedPage]]:
    """Return what the lists told that is new, and which pages are to be fetched, newest first."""
    entries = [entry for each in listed for entry in each.entries]
    waiting: tuple[WatchedPage, ...] = ()
    with closing(_open(watch, listed)) as connection:
        named = watching.newly_named(connection, entries)
        waiting = watching.waiting(connection)
        failures, mended = _failures(connection, listed)
    lists = tuple(
        x.known for x in listed if not x.failure and known.get(x.known.address) != x.known
    )
    queue = {page.uri: page for page in (*waiting, *named) if page.state == "waiting"}
    newest = sorted(queue.values(), key=lambda p: (p.date or "", p.uri), reverse=True)
    return _Found(lists, failures, mended, named), newest[: watch.most]


def _open(watch: Watch, listed: Sequence[Listed]) -> DuckDBPyConnection:
    """Open the dossier, or an empty one where the lists begin it; none of them must be readable."""
    if watch.out.exists():
        return store.open_for_reading(watch.out)
    failed = [each for each in listed if each.failure]
    if len(failed) == len(listed):
        first = failed[0]
        raise InputError(
            f"none of the lists could be read; the first, {first.known.address}: {first.failure}"
        )
    return store.in_memory()


def _failures(
    connection: DuckDBPyConnection, listed: Sequence[Listed]
) -> tuple[tuple[Failure, ...], tuple[str, ...]]:
    """Return failures of lists that the dossier does not tell yet, and lists it tells failed."""
    known = watching.failures(connection, [x.known.address for x in listed])
    told = [Failure(x.known.address, "fetch", x.failure) for x in listed if x.failure]
    new = tuple(f for f in told if known.get(f.uri) != f.reason)
    mended = (x.known.address for x in listed if not x.failure)
    return new, tuple(name for name in mended if name in known)


def _fetched(watch: Watch, batch: Sequence[WatchedPage], told: Progress) -> list[Fetched]:
    wanted = [page.wanted for page in batch]
    return list(fetch(wanted, watch.client, watch.robots, lambda done: told("fetching", done)))


def _keep(connection: DuckDBPyConnection, found: _Found) -> None:
    watching.forget_failures(connection, found.mended)
    watching.keep_lists(connection, found.lists)
    watching.keep_pages(connection, found.pages)


def _write(
    connection: DuckDBPyConnection,
    watch: Watch,
    fetched: Sequence[Fetched],
    failures: Sequence[Failure],
    told: Progress,
) -> Written:
    items = [*failures, *_records(connection, fetched)]
    news.remember(connection, [item.uri for item in items])
    watching.keep_hosts(connection, watch.client.manners.left())
    tally = pipeline.build(items, connection, watch.settings, lambda done: told("reading", done))
    watching.keep_fetched(connection, fetched)
    reports = news.since(connection) if tally.articles else ()
    rows = [(r.id, json.dumps(to_row(r), ensure_ascii=False)) for r in reports]
    watching.keep_reports(connection, rows)
    return Written(tally, sum(f.found is None for f in fetched), len(rows))


def _records(connection: DuckDBPyConnection, fetched: Sequence[Fetched]) -> list[Page | Failure]:
    """Return the pages and failures; a page that is there and cannot be had anew is no failure."""
    here = watching.articles(
        connection, [f.found.uri for f in fetched if isinstance(f.found, Failure)]
    )
    found = [f.found for f in fetched if f.found is not None]
    return [item for item in found if isinstance(item, Page) or item.uri not in here]
