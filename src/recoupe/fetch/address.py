"""Tells what may be asked: an address as written in, the same taken apart and checked out."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urldefrag, urljoin, urlsplit

from courlan import clean_url

from recoupe.fetch.terms import FetchError

PORTS = {"http": 80, "https": 443}
"""The only schemes, each with the only port that is asked without ``--allow-private``. A feed can
name any port of any host; the press stands on these, and what listens on others (25, 6379, 9200) is
not for strangers to be talked to through us."""

LONGEST = 2_000
"""Characters of an address: what servers take (RFC 9110 asks for 8,000, few pages have 300)."""

_KEPT = "/?#[]@!$&'()*+,;=:%~"
"""Characters that stand in an address for themselves; all others are written as bytes."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked: its parts, and how it is written."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Return scheme, host and port, as they begin every address of one site."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if PORTS[self.scheme] == self.port else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    def __str__(self) -> str:
        """Write the address out."""
        return self.origin + self.target


def is_address(text: str) -> bool:
    """Tell whether an input names something on the web rather than a file.

    >>> is_address("HTTPS://a.example/rss"), is_address("feeds.opml")
    (True, False)
    """
    return text.lower().startswith(("http://", "https://"))


def checked(text: str, *, private: bool = False) -> Address:
    """Take an address apart; :class:`FetchError` where it is none that may be asked.

    >>> str(checked("HTTP://Ville.Example:80/une#haut"))
    'http://ville.example/une'
    """
    parts = _split(text.strip().replace(" ", "%20"))
    host = _host(parts.hostname or "", text)
    port = _port(parts, text)
    if port != PORTS[parts.scheme] and not private:
        raise FetchError(f"port {port} is not asked: only 80 and 443, or --allow-private")
    target = quote(parts.path or "/", safe=_KEPT) + (
        f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
    )
    return Address(parts.scheme, host, port, target)


def joined(base: Address, text: str) -> str:
    """Return an address as it is meant on a page at ``base``; :class:`FetchError` for nonsense."""
    try:
        return urljoin(str(base), text.strip())
    except ValueError as error:
        raise FetchError(f"no address: {text[:80]!r}") from error


def absolute(base: str, text: str) -> str:
    """Return an address as a list at ``base`` means it; nonsense stays as it is, to be refused.

    >>> absolute("https://a.example/rss/", "../une"), absolute("https://a.example/", "http://[")
    ('https://a.example/une', 'http://[')
    """
    try:
        return urljoin(base, text.strip())
    except ValueError:
        return text


def plain(text: str) -> str:
    """Return an address as a dossier records it: no fragment, no marks of who sent the reader.

    >>> plain("https://a.example/une?id=3&utm_source=rss&xtor=RSS-1#xtor=RSS-1")
    'https://a.example/une?id=3'
    """
    if len(text) > LONGEST:
        return text
    try:
        place = urldefrag(text).url if is_address(text) else text
    except ValueError:
        return text
    return clean_url(place) or place


def _split(text: str) -> SplitResult:
    if len(text) > LONGEST:
        raise FetchError(f"an address longer than {LONGEST:,} characters")
    if any(ord(c) <= ord(" ") or c == "\x7f" for c in text):
        raise FetchError(f"no address: {text[:80]!r}")
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise FetchError(f"no address: {text[:80]!r}") from error
    if parts.scheme not in PORTS:
        raise FetchError(f"only http and https are asked, not {parts.scheme[:20] or 'this'!r}")
    if parts.username is not None or parts.password is not None:
        raise FetchError("an address with a name or password in it is not asked")
    return parts


def _host(name: str, text: str) -> str:
    """Return a host in the letters of the name system: « préfecture.example » as ``xn--…``."""
    try:
        host = name if ":" in name else name.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise FetchError(f"no host of the web in {text[:80]!r}") from error
    if not host or "%" in host:
        raise FetchError(f"no host of the web in {text[:80]!r}")
    return host


def _port(parts: SplitResult, text: str) -> int:
    try:
        return parts.port if parts.port is not None else PORTS[parts.scheme]
    except ValueError as error:
        raise FetchError(f"no port in {text[:80]!r}") from error
