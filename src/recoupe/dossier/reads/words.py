"""Finds words in any of their forms: what a reader types in, stems and places in a text out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from recoupe import lexicon
from recoupe.dossier.reads.ask import rows
from recoupe.dossier.reads.shelved import EVERY, Asked, Shelf, holding
from recoupe.dossier.shelf.stems import TOKEN, folded, stem
from recoupe.records import Span
from recoupe.rows import LISTED, listed

MOST_WORDS = 20
"""Words of a question that are looked for; more are left out."""

SHORTEST = 3
"""Letters from which a word is looked for where the question has such a word: "la", "of" and what
is left of "l'" stand everywhere."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a question, each as the stems that its forms have in all known languages."""

    stems: tuple[frozenset[str], ...]

    def spans(self, text: str, start: int, language: str) -> tuple[Span, ...]:
        """Return where the words stand in a stretch of an article that begins at ``start``."""
        wanted = frozenset().union(*self.stems)
        return tuple(
            Span(start + found.start(), start + found.end(), found[0])
            for found in TOKEN.finditer(text)
            if stem(found[0], language) in wanted
        )


def words(connection: DuckDBPyConnection, question: str) -> Words:
    """Return the words of a question; accents may be left out, case and form do not matter.

    A word counts as every word of the dossier that is spelt like it but for accents, and as its own
    stem in each language.
    """
    asked = _telling(TOKEN.findall(question))[:MOST_WORDS]
    known = _known(connection, {folded(word) for word in asked})
    stems = (
        frozenset(known.get(folded(word), ()))
        | {folded(word), *(stem(word, code) for code in lexicon.languages())}
        for word in asked
    )
    return Words(tuple(dict.fromkeys(stems)))


def standing(connection: DuckDBPyConnection, shelf: Shelf, question: str | None) -> Asked:
    """Return the condition that all words of a question stand in the texts of a shelf's item."""
    asked = EVERY
    if question:
        for stems in words(connection, question).stems or (frozenset(),):
            asked &= holding(shelf, "text", stems)
    return asked


def _telling(asked: Sequence[str]) -> list[str]:
    """Return the words that say what is looked for; short ones only where there are no others."""
    return [w for w in asked if len(w) >= SHORTEST or w.isdigit()] or list(asked)


def _known(connection: DuckDBPyConnection, asked: Iterable[str]) -> dict[str, list[str]]:
    query = f"SELECT word, stems FROM shelf_words WHERE word IN {LISTED}"  # noqa: S608 - ours
    return {r["word"]: r["stems"] for r in rows(connection, query, [listed(sorted(asked))])}
