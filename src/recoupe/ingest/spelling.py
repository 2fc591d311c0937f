"""Keeps one file one address, however its path is spelt: pages in, pages with known addresses out.

``press/a.txt``, ``./press/a.txt`` and the same from the root are one file, and so one article. The
spelling that came first stays: it is what the dossier cites.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace

from recoupe.records import Failure, Page


def as_known(pages: Iterable[Page | Failure], known: Iterable[str]) -> Iterator[Page | Failure]:
    """Give each page the address under which its file is known, or was met before in ``pages``.

    >>> page = Page("./press/a.txt", "text/plain", "…")
    >>> [p.uri for p in as_known([page], ["press/a.txt"])]
    ['press/a.txt']
    """
    spelt = {_place(uri): uri for uri in known}
    for page in pages:
        uri = spelt.setdefault(_place(page.uri), page.uri)
        yield page if uri == page.uri else replace(page, uri=uri)


def _place(uri: str) -> str:
    """Return what two spellings of one address have in common; one of the web is its own."""
    return uri if "://" in uri else os.path.abspath(uri)  # noqa: PTH100 - no such file need be there
