"""What a reading list holds: the pages it names, and the lists it names in turn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

WHOLE = 1_000
"""Characters of text from which an entry carries its page and not only an appeal to read it. The
summaries of feeds end at 300, the longest teasers at 600; the shortest dispatch has 800."""


class ListError(Exception):
    """An answer that is no reading list; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as a list names it, what is not told ``None``.

    ``date`` is ISO; ``stamp`` changes when the list says that the page did. ``html`` is the text of
    the page where the list carries all of it, ``source`` how the list calls itself.
    """

    address: str
    title: str | None = None
    date: str | None = None
    stamp: str | None = None
    html: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list taken apart: entries, in its order, and the addresses of other lists."""

    entries: tuple[Entry, ...] = ()
    lists: tuple[str, ...] = ()


def iso(told: str | None) -> str | None:
    """Return a date as ISO writes it, with the zone it was told in: the day is that of its place.

    >>> iso("Tue, 10 Mar 2026 23:30:00 +0100"), iso("2026-03-10T08:00:00Z"), iso("hier")
    ('2026-03-10T23:30:00+01:00', '2026-03-10T08:00:00+00:00', None)
    """
    text = (told or "").strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            when = read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        dated_only = len(text) == len("2026-03-10")
        return text if dated_only else when.isoformat(timespec="seconds")
    return None


def from_utc(parts: tuple[int, ...] | None) -> str | None:
    """Return a date of which only the time of Greenwich is known."""
    try:
        return datetime(*parts[:6], tzinfo=UTC).isoformat(timespec="seconds") if parts else None  # type: ignore[arg-type,misc]
    except (ValueError, TypeError):
        return None


def whole(html: str | None) -> str | None:
    """Return the markup of an entry where it carries its page, else nothing."""
    text = re.sub(r"<[^>]*>", "", html or "")
    return html if len(text.strip()) >= WHOLE else None


def sound(text: str | None) -> str | None:
    r"""Return a text that any file can hold: JSON can write NUL and half characters.

    >>> sound("un\x00 mot\ud800")
    'un� mot�'
    """
    if text is None:
        return None
    whole_text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole_text.replace("\x00", "\ufffd")


def words(told: object) -> str | None:
    """Return a title or name on one line, ``None`` where there is none."""
    return (" ".join(told.split()) or None) if isinstance(told, str) else None
