"""Cuts an article into the sentences that are compared: an article in, its sentences out.

Only title, lead, headings and body are read; a dateline is left out. Words are folded (case,
accents), on a copy; the offsets are those of the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from recoupe.clean.datelines import dateline_of
from recoupe.clean.fold import soft
from recoupe.records import READ_ZONES, Article

SHORTEST = 5
"""Words from which a sentence is compared: "Il n'a rien ajouté" stands on any page."""

_END = re.compile(
    r"[.!?…]+[\"»”’)\]]*\s+(?=[^\W\d_a-zà-öø-ÿ]|[«\"“(\d–—-])|\n+"  # a capital or a mark follows
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article: its place, its paragraph (counted from 0) and its folded words.

    ``titled`` marks titles and headings, which no sentence of the body has to match. ``details``
    are the places (in ``words``) of figures and of words with a capital inside the sentence.
    """

    start: int
    end: int
    paragraph: int
    words: tuple[str, ...]
    titled: bool = False
    details: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Side:
    """An article with its sentences, to be laid beside another."""

    article: Article
    sentences: tuple[Sentence, ...]

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Return of each sentence how many different words it has."""
        return tuple(len(set(sentence.words)) for sentence in self.sentences)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Return in which sentences of the body each word stands."""
        found: dict[str, list[int]] = {}
        for i, sentence in enumerate(self.sentences):
            for word in () if sentence.titled else set(sentence.words):
                found.setdefault(word, []).append(i)
        return found

    @classmethod
    def of(cls, article: Article) -> Side:
        """Cut an article into its sentences."""
        return cls(article, tuple(_of_zones(article)))


def _of_zones(article: Article) -> Iterator[Sentence]:
    paragraph = 0
    for zone in article.zones:
        if zone.kind not in READ_ZONES:
            continue
        for start, end in _lines(article.text, zone.start, zone.end):
            titled = zone.kind in {"title", "heading"}
            yield from _sentences(article.text, start, end, paragraph, titled=titled)
            paragraph += 1


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for line in text[start:end].split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _sentences(
    text: str, start: int, end: int, paragraph: int, *, titled: bool
) -> Iterator[Sentence]:
    """Yield the sentences of one paragraph, the very short ones left out."""
    opening = None if titled else dateline_of(text[start:end])
    at = start + (opening.length if opening else 0)
    for stop in [*(m.end() for m in _END.finditer(text, at, end)), end]:
        raw = text[at:stop]
        told = _WORD.findall(raw)
        if len(told) >= SHORTEST:
            left = at + len(raw) - len(raw.lstrip())
            words = tuple(map(folded, told))
            details = frozenset(_details(told))
            yield Sentence(left, at + len(raw.rstrip()), paragraph, words, titled, details)
        at = stop


def _details(told: list[str]) -> list[int]:
    """Return the places of figures and, inside the sentence, of words with a capital: names."""
    first = (word[0] for word in told)
    return [
        i for i, c in enumerate(first) if not c.islower() and (c.isdigit() or (i and c.isupper()))
    ]


@lru_cache(200_000)
def folded(word: str) -> str:
    """Return a word without case and accents."""
    return soft(word)
