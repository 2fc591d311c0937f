"""Decodes the bytes of a page: bytes in, text out, with every line end as it stood in the file."""

from __future__ import annotations

import codecs
import json
import re

from charset_normalizer import from_bytes

from recoupe.ingest.bounded import BadInput

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, longest first where one begins another. The mark itself is dropped, so that
offset 0 is the first letter."""

META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{2,40})", re.IGNORECASE
)
META_BYTES = 4_096
"""How far into a page its own charset declaration is looked for (HTML asks for 1,024)."""

SAMPLE_BYTES = 65_536
"""How much the detector reads: enough for an article, and it takes a second for a megabyte."""

DAMAGE_SHARE = 0.05
"""A page is UTF-8 with damage (a cut character, a stray byte) while at most this share of its
non-ASCII sequences is broken; a Latin-1 page breaks on nearly all of them."""

CONTROL_SHARE = 0.02
"""Share of control characters over which decoded bytes are no text: press text has none."""

LATIN_SHARE = 0.2
"""Below this share of bytes above ASCII a text is in Latin letters (French has 3 to 5 %): only the
code pages of Latin scripts are tried, or two accents in a short file are read as Chinese."""
LATIN_PAGES = ["cp1252", "iso8859_15", "cp1250", "cp1254", "mac_roman", "cp850"]

AS_WINDOWS = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"})
"""Names under which browsers read Windows-1252, as the WHATWG standard on encodings has it."""

NOT_OF_THE_WEB = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape"})
"""Python's own codecs that no page is in; the first takes time by the square of the length."""

WIDE = ("utf-16", "utf-32")
"""Encodings that have NUL bytes in any text and so must be known before one looks like a binary."""

_BINARY = "a binary file, not text"

_CONTROLS = dict.fromkeys([*range(9), 11, *range(14, 32), 127])


def decode(data: bytes, charset: str | None = None) -> str:
    """Decode a page: byte order mark, UTF-8, the charset told with it, its own, then detection.

    ``charset`` is what a header beside the page says. No line end is translated. Raises
    :class:`BadInput` where the bytes are no text.
    """
    if charset and charset.lower().startswith(WIDE) and (text := _in_charset(data, charset)):
        return text
    if name := _by_mark(data):
        return data.decode(name, errors="replace")
    text = _utf8(data)
    if text is None and charset:
        text = _in_charset(data, charset)
    if text is None:
        text = _declared(data)
    if text is None:
        text = _detected(data)
    if text is None or _control_share(text) > CONTROL_SHARE:
        raise BadInput(_BINARY)
    return text


def _by_mark(data: bytes) -> str | None:
    """Name the encoding a byte order mark tells; :class:`BadInput` where bytes are no text."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return name
    if b"\x00" in data:
        raise BadInput(_BINARY)
    return None


def encoding_of(data: bytes) -> str:
    """Name the encoding of a stream by its first bytes, which may end inside a character."""
    if name := _by_mark(data):
        return name
    if _utf8(data) is not None:
        return "utf-8"
    guess = _guess(data)
    if guess is None:
        raise BadInput(_BINARY)
    return guess


def looks_like_html(text: str) -> bool:
    """Tell whether text from no named file is markup."""
    head = text[:1_000].lstrip().lower()
    return head.startswith(
        ("<!doctype html", "<html", "<?xml", "<head", "<body", "<article", "<div")
    )


def looks_like_json(text: str) -> bool:
    """Tell whether text from no named file is JSON rows: its first line is an object."""
    first = text.lstrip().split("\n", 1)[0].strip()
    if not first.startswith(("{", "[{")):
        return False
    try:
        json.loads(first)
    except ValueError:
        return first.startswith("[{")
    return True


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(1 for c in text if c > "\x7f") - broken
    return text if whole and broken <= max(1, whole * DAMAGE_SHARE) else None


def _declared(data: bytes) -> str | None:
    found = META_CHARSET.search(data[:META_BYTES])
    return _in_charset(data, found[1].decode("ascii")) if found else None


def _in_charset(data: bytes, name: str) -> str | None:
    """Decode in the encoding a page or a header names, ``None`` where it is not that."""
    known = "cp1252" if name.lower() in AS_WINDOWS else name.lower()
    try:
        return None if known in NOT_OF_THE_WEB else data.decode(known)
    except (LookupError, UnicodeError):
        return None


def _detected(data: bytes) -> str | None:
    guess = _guess(data)
    return data.decode(guess, errors="replace") if guess else None


def _guess(data: bytes) -> str | None:
    """Name the likeliest encoding of bytes that are not UTF-8, ``None`` for what is no text."""
    sample = data[:SAMPLE_BYTES]
    high = sum(byte > 127 for byte in sample)  # noqa: PLR2004  (above ASCII)
    pages = LATIN_PAGES if high < LATIN_SHARE * len(sample) else None
    best = from_bytes(sample, cp_isolation=pages).best() or from_bytes(sample).best()
    return best.encoding if best else None


def _control_share(text: str) -> float:
    controls = len(text) - len(text.translate(_CONTROLS))
    return controls / max(1, len(text))
