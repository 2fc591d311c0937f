"""Makes addresses: a query and what is to change in it in, links out; and names of sources."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Self
from urllib.parse import quote, urlencode, urlsplit

from markupsafe import Markup

from recoupe.dossier.reads.passages import ArticleHead, Passage
from recoupe.forms import FORMS
from recoupe.web.wording import Texts

CHOICES = ("lang", "theme")
"""Parts of a query that say how to show a page, not what."""

FRAGMENT = 60
"""Characters at each end of a passage by which the browser finds it on the original page."""


FILES = frozenset(FORMS) | {".xhtml"}
"""Endings by which a file is known that stands in no folder; « Velcarre-Info.org » is an outlet."""


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


def fragment(address: str, text: str) -> str:
    """Return the address of a page on the web, opened by a text fragment at words of its own.

    >>> fragment("https://courrier.example/a#top", "Rien n'est  joué")
    'https://courrier.example/a#:~:text=Rien%20n%27est%20jou%C3%A9'
    """
    words = " ".join(text.split())
    if not words:
        return address
    ends = [words] if len(words) <= 2 * FRAGMENT else [_cut(words), _cut(words[::-1])[::-1]]
    told = ",".join(quote(end, safe="").replace("-", "%2D") for end in ends)
    return f"{address.split('#', maxsplit=1)[0]}#:~:text={told}"


def original(passage: Passage) -> str | None:
    """Return where a passage stands on its page on the web, if it was read from there."""
    address = web_address(passage.article.uri)
    return fragment(address, passage.text) if address else None


def _cut(text: str) -> str:
    """Return the whole words at the beginning of a text."""
    return text[:FRAGMENT].rsplit(" ", 1)[0]


def source(name: str) -> str:
    """Return what to call an outlet: its name, or of an address the host, of a file its name.

    >>> source("Courrier de Velcarre"), source("pages/04-echo.txt"), source("https://echo.example/a/b")
    ('Courrier de Velcarre', '04-echo.txt', 'echo.example')
    """
    if web_address(name):
        return urlsplit(name).netloc.removeprefix("www.")
    return PurePosixPath(name).name if is_file(name) else name


def is_file(name: str) -> bool:
    """Tell whether what stands for an outlet is the address of a file or of a row in one.

    >>> is_file("04-echo.txt"), is_file("pages/rows.jsonl#3"), is_file("Velcarre-Info.org")
    (True, True, False)
    """
    path = PurePosixPath(name.rsplit("#", 1)[0])
    if web_address(name) or not path.suffix or " " in path.suffix:
        return False
    return "/" in name or path.suffix.lower() in FILES


class Unnamed(str):
    """What to call an outlet that no page names: « média non nommé (04-echo.txt) ».

    As HTML the file stands beside it in small.
    """

    __slots__ = ("called", "file")

    called: str
    file: str

    def __new__(cls, called: str, file: str) -> Self:
        """Make the text of the name of the file and what its outlet is called without one."""
        made = super().__new__(cls, f"{called} ({file})")
        made.called, made.file = called, file
        return made

    def __html__(self) -> str:
        """Return it as HTML."""
        return Markup("{} <small>{}</small>").format(self.called, self.file)


def called(words: Texts, name: str) -> str:
    """Return what to call an outlet or origin for a reader: files are no names of outlets."""
    return Unnamed(words("outlet.unnamed"), source(name)) if is_file(name) else source(name)


def outlet(words: Texts, article: ArticleHead) -> str:
    """Return what to call the outlet of an article."""
    if article.outlet or web_address(article.uri):
        return source(article.outlet or article.uri)
    return Unnamed(words("outlet.unnamed"), PurePosixPath(article.uri).name or article.uri)


def title(article: ArticleHead) -> str:
    """Return what to call an article."""
    return article.title or source(article.uri)
