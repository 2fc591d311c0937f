"""Brings the forms of a word together for search: words in, stems without accents out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from recoupe import lexicon
from recoupe.link.stems import stemmed

TOKEN = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")
_ACCENTS = re.compile("[\u0300-\u036f]+")


def folded(word: str) -> str:
    """Return a word in lower case without accents.

    >>> folded("Économie")
    'economie'
    """
    low = word.lower()
    return low if low.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", low))


def stem(word: str, language: str) -> str:
    """Return the stem of a word, folded; in a language without a stemmer the word itself.

    >>> stem("Négociations", "fr"), stem("negotiating", "en"), stem("Häfen", "de")
    ('negoci', 'negoti', 'hafen')
    """
    algorithm = lexicon.table(language, "utterances").get("stemmer") if _known(language) else None
    low = unicodedata.normalize("NFC", word.lower())
    return folded(stemmed(low, algorithm) if algorithm else low)


def stems_of(words: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str, str]]:
    """Yield language, word, folded word and stem of pairs of language and word."""
    for language, word in words:
        yield language, word, folded(word) or word, stem(word, language) or word


def _known(language: str) -> bool:
    return language in lexicon.languages()
