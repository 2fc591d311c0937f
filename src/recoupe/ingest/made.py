"""Makes a page of text or markup as some reader found it: content in, Page or Failure out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recoupe.records import Failure, Page
from recoupe.settings import Settings

BYTES_PER_CHAR = 4
"""A code point takes at most four bytes in UTF-8, UTF-16 and UTF-32."""


@dataclass(frozen=True, slots=True)
class About:
    """What the container of a page says about it, ``None`` where it is silent."""

    title: str | None = None
    date: str | None = None
    source: str | None = None


UNTOLD = About()


def made(
    uri: str, content: str, settings: Settings, about: About = UNTOLD, *, html: bool = False
) -> Page | Failure:
    """Make the page, or the failure of one that is longer than a page may be."""
    if len(content) > settings.max_chars:
        return too_long(uri, settings)
    text = _without_lone_surrogates(content)
    media: Literal["text/html", "text/plain"] = "text/html" if html else "text/plain"
    return Page(uri, media, text, title=about.title, date=about.date, source=about.source)


def too_long(uri: str, settings: Settings) -> Failure:
    """Refuse a page longer than the limit."""
    limit = f"{settings.max_chars:,} characters"
    return Failure(uri, "ingest", f"longer than {limit}: split it, or raise max_chars")


def _without_lone_surrogates(text: str) -> str:
    """Replace half characters, which JSON and RTF can write and no file can hold, by U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
