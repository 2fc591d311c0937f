"""Folds a line so that lists of words meet it in any spelling: text in, plain lower case out."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "«": '"', "»": '"', "“": '"', "”": '"', "©": "© "}
)
WORD = re.compile(r"[^\W\d_][\w'’.-]*")
"""A word of a line as printed: a letter, then all that stands inside names and abbreviations."""

_OUTER = re.compile(r"^[^\w(\"'©#]+")
_COLON = re.compile(r"(?<=[^\W\d]):")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_DIGITS = re.compile(r"\d+")
_SIGNS = " \t\"'()[]{}<>.,;:!?…|/\\*•·–—-_+=#»«▶►➤→›‹↓↑✓✔×@"


def soft(text: str) -> str:
    """Fold case, accents, apostrophes, quote marks and spaces; drop a bullet before the words.

    >>> soft("  • À  lire aussi : l’enquête")
    "a lire aussi : l'enquete"
    """
    return _OUTER.sub("", whole(text))


def whole(text: str) -> str:
    """Fold like :func:`soft`, and keep the signs at the start."""
    simple = text.isascii()  # most words are, and have nothing to be replaced
    plain = text if simple else text.translate(_PLAIN)
    if ":" in plain:
        plain = _COLON.sub(" :", plain)
    plain = plain.lower()
    if not simple:
        plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", plain))
    return " ".join(plain.split())


def hard(folded: str) -> str:
    """Drop digits and outer signs of a softly folded line, so that counts do not matter.

    >>> hard("commentaires (45)"), hard("45 commentaires")
    ('commentaires', 'commentaires')
    """
    return " ".join(_DIGITS.sub(" ", folded).strip(_SIGNS).split()).strip(_SIGNS)
