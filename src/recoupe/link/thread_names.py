"""Names things by the texts about them: noun and texts in, noun phrases and the best of them out.

« L'opérateur reprend l'ensemble des contrats de travail » is about « contrats de travail », not
« contrats »; the words for phrases lie in ``lexicons/<language>/threads.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from math import sqrt

from recoupe import lexicon

LONGEST = 80
"""Characters over which the words for a thing are a sentence about it."""

BEGINNING = 6
"""Letters by which a word is known again in another form: « navire », « navires »."""

ENOUGH = 4
"""Words from which a fuller phrase is worth no more."""

SHORTEST = 3
"""Letters from which a word says something: « gaz », not « en »."""

_SIGNS = " «»\"“”'.,;:"
_PAIRS = (("«", "»"), ("“", "”"), ("(", ")"))
_WORD = r"[^\W\d_][\w-]*"


def phrases(language: str, noun: str, *texts: str | None) -> tuple[str, ...]:
    """Return the phrases that begin with a noun and go on by prepositions, once each.

    >>> phrases("fr", "contrats", "reprendre les contrats de gaz avec Orlevan et payer")
    ('contrats de gaz avec Orlevan',)
    """
    pattern = _phrase(language, noun.replace("’", "'"))
    found = (pattern.search((text or "").replace("’", "'")) for text in texts)
    return tuple(dict.fromkeys(f[0] for f in found if f))


@cache
def _phrase(language: str, noun: str) -> re.Pattern[str]:
    words = lexicon.table(language, "threads")["phrases"]
    links, articles = (_any(words[part]) for part in ("links", "articles"))
    article = rf"(?:(?:{articles})(?:\s|(?<=')))?"
    link = rf"\s(?:{links})(?:\s|(?<=')|(?=[A-ZÀ-Ý])){article}"
    more = rf"(?:\s{_WORD})?" if words["adjectives_behind"] else ""
    name = r"[A-ZÀ-Ý][\w'-]*"
    named = rf"{_WORD}(?:\s{name})*(?:\s(?:{_any(words['and'])})\s{article}{name})?"
    return re.compile(
        rf"(?<!\w)(?i:{re.escape(noun)})(?:{more}{link}{named}(?:\s[a-zà-ÿ-]+(?={link}))?)+"
    )


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def best(noun: str, candidates: Sequence[str], texts: Sequence[str]) -> str:
    """Return the fullest of the candidates whose words stand in most of the texts, else the noun.

    A phrase counts by the share of its words that each text has, and more the more words it has.
    """
    beginnings = [_beginnings(text) for text in texts]
    told = {name for c in candidates if len(c) <= LONGEST and (name := unsigned(c))}
    ranked = [(_worth(name, beginnings), -len(name), name) for name in told]
    full = [rank for rank in ranked if len(_beginnings(rank[2])) > 1] or ranked
    return max(full)[2] if full else noun


def _worth(name: str, texts: Sequence[set[str]]) -> float:
    words = _beginnings(name)
    shared = sum(len(words & text) for text in texts)
    return round(shared / max(len(words), 1) * sqrt(min(len(words), ENOUGH)), 6)


def _beginnings(text: str) -> set[str]:
    found = re.findall(r"[^\W\d_]+", text.casefold())
    return {word[:BEGINNING] for word in found if len(word) >= SHORTEST and word not in _small()}


@cache
def _small() -> frozenset[str]:
    """Return the words of all languages that say nothing of what a thing is."""
    tables = (lexicon.table(code, "threads")["phrases"] for code in lexicon.languages())
    return frozenset(
        w.strip("'") for t in tables for part in ("links", "articles") for w in t[part]
    )


def unsigned(text: str) -> str:
    """Return a name without signs around it, and without quotation marks that stand alone.

    >>> unsigned('les "matériaux critiques')
    'les matériaux critiques'
    """
    for one, other in _PAIRS:
        if text.count(one) != text.count(other):
            text = text.replace(one, "").replace(other, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    bare = " ".join(text.strip(_SIGNS).split())
    return bare if not re.search(r"[«»“”\"]", bare) else " ".join(text.strip(" .,;:").split())
