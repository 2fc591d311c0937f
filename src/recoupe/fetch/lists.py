"""Reads the reading lists a user names and those they name in turn: addresses in, entries out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from recoupe.errors import InputError
from recoupe.fetch.address import absolute, is_address
from recoupe.fetch.apart import Apart
from recoupe.fetch.client import Client, Marks
from recoupe.fetch.entries import Entry, ListError
from recoupe.fetch.listing import ACCEPT
from recoupe.fetch.side_by_side import by_host
from recoupe.fetch.terms import FetchError
from recoupe.ingest.bounded import BadInput, open_bounded, read_all

DEEPEST = 4
"""How far lists may name lists: a file of OPML, one on the web, an index, its sitemaps."""

MOST_LISTS = 2_000
"""Lists read in one poll. The index of a large paper names a sitemap a month: some 400."""


@dataclass(frozen=True, slots=True)
class KnownList:
    """What is known of a list from the last time: its marks, and the lists it named."""

    address: str
    etag: str | None = None
    modified: str | None = None
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it was read now: what to know of it next time, its entries, or why it failed."""

    known: KnownList
    entries: tuple[Entry, ...] = ()
    failure: str | None = None


def require(feeds: Iterable[str]) -> None:
    """Raise :class:`InputError` for what is neither an address nor a file."""
    for feed in feeds:
        if not is_address(feed) and not Path(feed).is_file():
            raise InputError(f"no such file: '{feed}'; name a feed's address or a file of OPML")


def read_lists(
    feeds: Iterable[str], known: Mapping[str, KnownList], client: Client
) -> tuple[Listed, ...]:
    """Read lists and those they name, each once; those not changed give no entries.

    Only the user can name a file of this machine: a list that does is refused.
    """
    with Apart(client.stopped) as apart:
        return tuple(_followed(list(dict.fromkeys(feeds)), known, client, apart))


def _followed(
    names: list[str], known: Mapping[str, KnownList], client: Client, apart: Apart
) -> Iterable[Listed]:
    """Read lists, then those they named, and so on."""
    found: dict[str, Listed] = {}
    for depth in range(DEEPEST):
        read = partial(_read, known=known, client=client, apart=apart, files=depth == 0)
        wanted = [name for name in names if name not in found][: MOST_LISTS - len(found)]
        for listed in by_host(wanted, str, read, client):
            found[listed.known.address] = listed
        names = list(dict.fromkeys(n for name in wanted for n in found[name].known.lists))
    return found.values()


def _read(
    name: str, known: Mapping[str, KnownList], client: Client, apart: Apart, *, files: bool
) -> Listed:
    before = known.get(name, KnownList(name))
    try:
        on_disk = files and not is_address(name)
        return _on_disk(name, client, apart) if on_disk else _on_the_web(before, client, apart)
    except (FetchError, ListError, BadInput, OSError) as error:
        return Listed(before, failure=" ".join(str(error).split()))
    except Exception as error:  # noqa: BLE001 - one bad list never stops the others
        told = " ".join(str(error).split())[:200]
        return Listed(before, failure=f"{type(error).__name__}: {told}")


def _on_the_web(known: KnownList, client: Client, apart: Apart) -> Listed:
    answer = client.get(known.address, ACCEPT, Marks(known.etag, known.modified))
    if answer.body is None:
        return Listed(known)
    most = client.terms.max_unpacked
    listing = apart.read(answer.body, answer.address, answer.charset, most)
    base, marks = answer.address, answer.marks
    lists = tuple(dict.fromkeys(absolute(base, name) for name in listing.lists))
    entries = tuple(replace(e, address=absolute(base, e.address)) for e in listing.entries)
    return Listed(KnownList(known.address, marks.etag, marks.modified, lists), entries)


def _on_disk(name: str, client: Client, apart: Apart) -> Listed:
    most = client.terms.max_unpacked
    with open_bounded(name) as stream:
        listing = apart.read(read_all(stream, most), name, None, most)
    return Listed(KnownList(name, lists=listing.lists), listing.entries)
