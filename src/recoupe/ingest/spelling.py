"""Keeps one file one address, however its path is spelt: pages in, pages with known addresses out.

``press/a.txt``, ``./press/a.txt`` and the same from the root are one file, and so one article. The
spelling that came first stays: it is what the dossier cites.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from recoupe.ingest.inputs import Source
from recoupe.records import Failure, Page

Addressed = TypeVar("Addressed", Source, Page | Failure)


def as_known(
    items: Iterable[Addressed], known: Iterable[str], folder: str = ""
) -> Iterator[Addressed]:
    """Give each item the address under which its file is known, or was met before in ``items``.

    Paths count from ``folder``; by default from where the program runs.

    >>> page = Page("./press/a.txt", "text/plain", "…")
    >>> [p.uri for p in as_known([page], ["press/a.txt"])]
    ['press/a.txt']
    """
    spelt = {_place(u, folder): u for u in known if not is_on_the_web(u)}
    for item in items:
        if is_on_the_web(item.uri):  # where there may be millions, none is remembered
            yield item
            continue
        uri = spelt.setdefault(_place(item.uri, folder), item.uri)
        yield item if uri == item.uri else replace(item, uri=uri)


def is_on_the_web(uri: str) -> bool:
    """Tell whether an address is one of the web, which has one spelling only."""
    return "://" in uri


def _place(uri: str, folder: str) -> str:
    """Return what two spellings of one address have in common."""
    return os.path.abspath(os.path.join(folder, uri))  # noqa: PTH100, PTH118 - no such file need be there
