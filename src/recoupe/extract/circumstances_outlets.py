"""Tells whether a name is that of a newspaper, station or agency: a name in, yes or no out."""

from __future__ import annotations

import re
from functools import cache

from recoupe import lexicon
from recoupe.errors import LexiconError

MAX_ACRONYM = 6
"""Letters of a bare acronym taken for a medium after a verb of saying (« a dit à BFMTV »)."""

_WORD = re.compile(r"[\w&]+")


def name_at(text: str, at: int, language: str) -> str | None:
    """Return the capitalised name that stands at an offset, ``None`` where none does."""
    match = _name(language).match(text, at)
    return match[0].rstrip(".'-") if match else None


@cache
def _name(language: str) -> re.Pattern[str]:
    """Compile what a name looks like: an article, capitalised words, small words between them."""
    articles, inner = (
        "|".join(
            sorted(map(re.escape, lexicon.words(language, "channels", key)), key=len, reverse=True)
        )
        for key in ("grammar.articles", "grammar.inside_names")
    )
    capital = r"[^\W\d_a-zà-öø-ÿ]"
    return re.compile(
        rf"(?:(?i:{articles})(?:\s|(?<=')))?{capital}[\w.&'-]*"
        rf"(?:\s(?:(?:{inner})(?:\s|(?<='))){{0,2}}(?:{capital}|\d)[\w&'-]*)*"
    )


def known_as(name: str, language: str) -> str:
    """Return the name a listed medium goes by, any other name as it stands."""
    return _known(language).get(_fold(name), name)


def is_medium(name: str, language: str, *, bare: bool = False) -> bool:
    """Tell whether a name is a medium's.

    Listed outlets and agencies are; so is a name with a newspaper's common noun in it (« Courrier
    du Littoral »), and, where ``bare``, an acronym without an article.
    """
    folded = _fold(name)
    if not folded:
        return False
    if folded in _known(language):
        return True
    titles = lexicon.words(language, "channels", "media.name_words")
    if titles & set(folded.split()) and name != name.lower():
        return True
    return bare and name.isupper() and 1 < len(name) <= MAX_ACRONYM and " " not in folded


def _fold(name: str) -> str:
    return " ".join(_WORD.findall(name.lower()))


@cache
def _known(language: str) -> dict[str, str]:
    """Map the folded names of listed media, with and without their article, to the listed name."""
    names: dict[str, str] = {}
    for code in sorted({*lexicon.languages(), language}):
        try:
            table = lexicon.table(code, "outlets")
        except LexiconError:
            continue
        for part in ("agencies", "outlets"):
            for name, entry in table.get(part, {}).items():
                names |= {_fold(n): name for n in (name, *entry.get("also", ()))}
    articles = {a.strip("'") for a in lexicon.words(language, "channels", "grammar.articles")}
    short = {f.partition(" ")[2]: name for f, name in names.items() if f.split(" ")[0] in articles}
    return {**short, **names}
