"""Reads files that lie in other files, not too deep: a stream in, Page or Failure out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from recoupe.forms import Form
from recoupe.ingest.bounded import Allowance, Bytes
from recoupe.records import Failure, Page
from recoupe.settings import Settings

MAX_DEPTH = 3
"""Files in one another that are opened: an archive of messages with archives attached has three."""


@dataclass(frozen=True, slots=True)
class Nest:
    """Where a file lies that is being read: ``depth`` files are around it.

    ``reader`` reads any form; ``allowance`` is what may still be unpacked of the file around it.
    """

    reader: Callable[[Form, Bytes, str, Settings, Nest], Iterator[Page | Failure]]
    depth: int = 0
    allowance: Allowance | None = None

    def read(
        self,
        form: Form,
        stream: Bytes,
        uri: str,
        settings: Settings,
        allowance: Allowance | None = None,
    ) -> Iterator[Page | Failure]:
        """Read a file that lies in this one."""
        if self.depth == MAX_DEPTH:
            reason = f"lies in {MAX_DEPTH} files in one another: unpack them first"
            yield Failure(uri, "ingest", reason)
            return
        inside = Nest(self.reader, self.depth + 1, allowance or self.allowance)
        yield from self.reader(form, stream, uri, settings, inside)


def address_in(uri: str, name: str) -> str:
    """Return the address of a file in another; its name cannot be taken for a path out of that.

    >>> address_in("a.zip", "press/a.txt"), address_in("a.zip", "../a.txt")
    ('a.zip#press/a.txt', 'a.zip#%2E%2E/a.txt')
    """
    return f"{uri}#" + "/".join("%2E%2E" if part == ".." else part for part in name.split("/"))
