"""Keeps what 'recoupe watch' must know at its next poll: records in, rows of the dossier, and back.

A page goes from ``waiting`` to ``read`` or ``failed``; what a list says of it later makes it wait
again. A report is made once and marked when it was handed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.ask import of, rows
from recoupe.fetch.address import plain
from recoupe.fetch.client import Marks
from recoupe.fetch.entries import Entry
from recoupe.fetch.lists import KnownList
from recoupe.fetch.read import Fetched, Wanted
from recoupe.records import Failure
from recoupe.rows import LISTED, delete, from_row, insert, listed

State = Literal["waiting", "read", "failed"]


@dataclass(frozen=True, slots=True)
class WatchedPage:
    """A page as the dossier knows it from its lists; ``uri`` is that of its article."""

    uri: str
    address: str
    title: str | None
    date: str | None
    stamp: str | None
    html: str | None
    source: str | None
    state: State
    tries: int = 0
    etag: str | None = None
    modified: str | None = None
    note: str | None = None

    @classmethod
    def of(cls, entry: Entry, state: State) -> WatchedPage:
        """Return a page that a list has just named."""
        html = entry.html if state == "waiting" else None
        return cls(
            plain(entry.address),
            entry.address,
            entry.title,
            entry.date,
            entry.stamp,
            html,
            entry.source,
            state,
        )

    @property
    def wanted(self) -> Wanted:
        """Return what is to be fetched."""
        entry = Entry(self.address, self.title, self.date, self.stamp, self.html, self.source)
        return Wanted(entry, Marks(self.etag, self.modified), self.tries)


def known_lists(connection: DuckDBPyConnection) -> dict[str, KnownList]:
    """Return the lists that were read, by address."""
    found = rows(connection, "SELECT * FROM watch_lists")
    return {row["address"]: from_row(KnownList, row) for row in found}


def hosts(connection: DuckDBPyConnection) -> dict[str, float]:
    """Return until when to stay away from hosts."""
    return {r["host"]: r["until"] for r in rows(connection, "SELECT * FROM watch_hosts")}


def pages(connection: DuckDBPyConnection, uris: Iterable[str]) -> dict[str, WatchedPage]:
    """Return what is known of pages, by uri; those that no list has named are left out."""
    found = of(connection, "watch_pages", "uri", uris)
    return {row["uri"]: from_row(WatchedPage, row) for row in found}


def articles(connection: DuckDBPyConnection, uris: Iterable[str]) -> frozenset[str]:
    """Return those of the uris at which the dossier has an article."""
    return frozenset(row["uri"] for row in of(connection, "articles", "uri", uris))


def waiting(connection: DuckDBPyConnection) -> tuple[WatchedPage, ...]:
    """Return the pages that are still to be fetched."""
    found = rows(connection, "SELECT * FROM watch_pages WHERE state = 'waiting'")
    return tuple(from_row(WatchedPage, row) for row in found)


def newly_named(
    connection: DuckDBPyConnection, entries: Iterable[Entry]
) -> tuple[WatchedPage, ...]:
    """Return the pages that are new, or have changed since, as their lists tell.

    What the dossier has from elsewhere is not fetched: it is known as read.
    """
    named: dict[str, Entry] = {}
    for entry in entries:
        uri = plain(entry.address)
        if uri not in named or _later(entry.stamp, named[uri].stamp):
            named[uri] = entry
    known, here = pages(connection, named), articles(connection, named)
    found = []
    for uri, entry in named.items():
        before = known.get(uri)
        if before is None:
            found.append(WatchedPage.of(entry, "read" if uri in here else "waiting"))
        elif _later(entry.stamp, before.stamp):
            found.append(_again(before, entry))
    return tuple(found)


def _again(before: WatchedPage, entry: Entry) -> WatchedPage:
    """Return a page that waits anew, to be asked for by the marks it has."""
    now = WatchedPage.of(entry, "waiting")
    fields = {name: getattr(now, name) for name in ("uri", "address", "title", "date", "stamp")}
    return WatchedPage(
        **fields,
        html=now.html,
        source=now.source,
        state="waiting",
        etag=before.etag,
        modified=before.modified,
    )


def keep_lists(connection: DuckDBPyConnection, found: Sequence[KnownList]) -> None:
    """Keep what is known of lists."""
    delete(connection, "watch_lists", "address", [known.address for known in found])
    insert(connection, "watch_lists", found)


def keep_hosts(connection: DuckDBPyConnection, until: Mapping[str, float]) -> None:
    """Keep until when to stay away from hosts, and no others."""
    connection.execute("DELETE FROM watch_hosts")
    insert(connection, "watch_hosts", [{"host": h, "until": u} for h, u in until.items()])


def keep_pages(connection: DuckDBPyConnection, found: Sequence[WatchedPage]) -> None:
    """Keep what is known of pages."""
    delete(connection, "watch_pages", "uri", [page.uri for page in found])
    insert(connection, "watch_pages", found)


def keep_fetched(connection: DuckDBPyConnection, found: Iterable[Fetched]) -> None:
    """Keep what came of pages."""
    keep_pages(connection, [_outcome(each) for each in found])


def _outcome(fetched: Fetched) -> WatchedPage:
    entry = fetched.wanted.entry
    failed = isinstance(fetched.found, Failure)
    state: State = "waiting" if fetched.again else "failed" if failed else "read"
    return WatchedPage(
        plain(entry.address),
        entry.address,
        entry.title,
        entry.date,
        entry.stamp,
        entry.html if fetched.again else None,
        entry.source,
        state,
        fetched.tries,
        fetched.marks.etag,
        fetched.marks.modified,
        fetched.found.reason if isinstance(fetched.found, Failure) else fetched.note,
    )


def failures(connection: DuckDBPyConnection, uris: Iterable[str]) -> dict[str, str]:
    """Return why lists could not be read, by address; those that could are left out."""
    return {row["uri"]: row["reason"] for row in of(connection, "failures", "uri", uris)}


def forget_failures(connection: DuckDBPyConnection, uris: Iterable[str]) -> None:
    """Forget that lists could not be read, now that they could."""
    delete(connection, "failures", "uri", list(uris))


def keep_reports(connection: DuckDBPyConnection, found: Sequence[tuple[str, str]]) -> None:
    """Keep reports (id and JSON) to be handed over; those made once before are left out."""
    ids = [name for name, _ in found]
    known = {row["id"] for row in of(connection, "watch_reports", "id", ids)}
    count = rows(connection, "SELECT count(*) AS found FROM watch_reports")[0]["found"]
    new: list[dict[str, Any]] = [
        {"id": name, "place": count + n, "told": told, "reported": False}
        for n, (name, told) in enumerate(found)
        if name not in known
    ]
    insert(connection, "watch_reports", new)


def unreported(connection: DuckDBPyConnection) -> tuple[str, ...]:
    """Return the reports that were not handed over yet, as JSON, in the order they were made."""
    query = "SELECT told FROM watch_reports WHERE NOT reported ORDER BY place"
    return tuple(row["told"] for row in rows(connection, query))


def mark_reported(connection: DuckDBPyConnection, ids: Iterable[str]) -> None:
    """Mark reports as handed over."""
    connection.execute(
        f"UPDATE watch_reports SET reported = true WHERE id IN {LISTED}",  # noqa: S608 - our names
        [listed(ids)],
    )


def _later(stamp: str | None, before: str | None) -> bool:
    """Tell whether a list says that a page has changed since; lists may tell other times of it.

    >>> _later("2031-03-05T10:00:00+01:00", "2031-03-05T09:30:00+00:00"), _later("2031", None)
    (False, False)
    """
    now, then = _moment(stamp), _moment(before)
    return now is not None and then is not None and now > then


def _moment(stamp: str | None) -> datetime | None:
    try:
        when = datetime.fromisoformat(stamp or "")
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
