"""Rates: the place behind an amount in, the unit it is told per out."""

from __future__ import annotations

from functools import cache

from recoupe.extract.quantities.amount import Source
from recoupe.extract.quantities.units import units
from recoupe.extract.quantities.words import Phrases, phrases, words


def rate_at(src: Source, place: int, *, money: bool) -> tuple[str, int] | None:
    """Return the unit an amount is told per, and where its words end.

    A price may take the article: ``80 dollars le baril``.
    """
    start = place + (src.low[place : place + 1] == " ")
    found = _rates(src.words.language, money).at(src.low, start)
    return (str(found[0]), found[1]) if found else None


@cache
def _rates(language: str, money: bool) -> Phrases:  # noqa: FBT001 - a key of the cache
    table = words(language).table["rate"]
    made = dict(table["adjectives"])
    measures = units(language).measures
    for by in table["by"]:
        made |= {_joined(by, word): unit for word, unit in (measures | table["units"]).items()}
    for article in table["article"]:
        made |= {_joined(article, word): table["units"][word] for word in table["articled"]}
        if money:
            made |= {_joined(article, word): unit for word, unit in measures.items()}
    return phrases(made)


def _joined(first: str, second: str) -> str:
    """Join two words as they are printed: ``par an``, ``l'an``, ``/an``."""
    return f"{first} {second}" if first[-1].isalpha() else first + second
