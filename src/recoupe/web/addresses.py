"""Makes addresses: a query and what is to change in it in, links out; and names of sources."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import quote, urlencode, urlsplit

from recoupe.dossier.reads.passages import ArticleHead, Passage

CHOICES = ("lang", "theme")
"""Parts of a query that say how to show a page, not what."""


def query(asked: Mapping[str, str], **changes: object) -> str:
    """Return a query with some parts set, or taken out where they are ``None``, as a link.

    >>> query({"speaker": "a1", "offset": "50", "lang": "en"}, offset=None, kind="direct")
    '?speaker=a1&kind=direct'
    """
    kept = {name: value for name, value in asked.items() if name not in CHOICES and value}
    now: dict[str, object] = kept | changes
    told = urlencode({name: value for name, value in now.items() if value is not None})
    return f"?{told}" if told else "?"


def to_passage(passage: Passage) -> str:
    """Return the address of an article, opened at a passage."""
    return f"/article/{quote(passage.article.id)}?p={passage.start}-{passage.end}#p"


def web_address(uri: str) -> str | None:
    """Return the address of a page on the web if a reader may follow it: http and https only.

    >>> web_address("https://courrier.example/a"), web_address("javascript:alert(1)")
    ('https://courrier.example/a', None)
    """
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    return uri if parts.scheme in {"http", "https"} and parts.netloc else None


def source(name: str) -> str:
    """Return what to call an outlet: its name, or of an address the host, of a file its name.

    >>> source("Courrier de Velcarre"), source("pages/04-echo.txt"), source("https://echo.example/a/b")
    ('Courrier de Velcarre', '04-echo.txt', 'echo.example')
    """
    if web_address(name):
        return urlsplit(name).netloc.removeprefix("www.")
    path = PurePosixPath(name)
    return path.name if "/" in name and path.suffix and " " not in path.suffix else name


def outlet(article: ArticleHead) -> str:
    """Return what to call the outlet of an article."""
    return source(article.outlet or article.uri)


def title(article: ArticleHead) -> str:
    """Return what to call an article."""
    return article.title or source(article.uri)
