"""One paragraph while its amounts are read: its text, its tokens by offset, its noun phrases."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.attrs import IDX  # type: ignore[import-not-found]
from spacy.tokens import Token

from recoupe.extract.quantities.amount import Source
from recoupe.parsed import Block

LONGEST_PHRASE = 12
"""Tokens a noun phrase is followed over: longer ones are two things in one."""
NOUNS = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})

Range = tuple[int, int]
"""Offsets into the text of a paragraph, end exclusive."""


@dataclass(frozen=True, slots=True)
class Line:
    """A parsed paragraph and its text; ``begins`` are the offsets of its tokens."""

    block: Block
    src: Source
    begins: list[int]

    @classmethod
    def of(cls, block: Block, src: Source) -> Line:
        """Join a block with its text."""
        return cls(block, src, [int(idx) for idx in block.doc.to_array([IDX]).ravel().tolist()])

    def at(self, offset: int) -> Token | None:
        """Return the token that an offset stands in, or the one before it."""
        i = bisect_right(self.begins, offset) - 1
        return self.block.doc[i] if i >= 0 else None

    def from_(self, offset: int) -> Iterator[Token]:
        """Yield the tokens from the first one that begins at ``offset`` or behind it."""
        i = bisect_right(self.begins, offset - 1)
        for k in range(i, min(i + LONGEST_PHRASE, len(self.begins))):
            token = self.block.doc[k]
            if not token.is_space:
                yield token

    def before(self, offset: int) -> Iterator[Token]:
        """Yield the tokens that end at ``offset`` or before it, the nearest first."""
        i = bisect_right(self.begins, offset - 1) - 1
        for k in range(i, max(i - LONGEST_PHRASE, -1), -1):
            token = self.block.doc[k]
            if not token.is_space:
                yield token

    def links(self, token: Token) -> bool:
        """Tell whether a token is the « de » that joins a noun to its complement."""
        return token.lower_ in self.src.words.list("counted.of")

    def phrase(self, noun: Token) -> Range:
        """Return a noun with what follows it in its phrase: ``réserves de terres rares``.

        Adjectives, and complements with « de »; not clauses, participles or other prepositions.
        """
        last, linked = noun, False
        stops = self.src.words.list("counted.stops")
        for token in self.from_(noun.idx + len(noun)):
            if token.lower_ in stops:
                break
            if token.pos_ in NOUNS and (linked or self._compound(token, last)):
                last, linked = token, False
            elif token.pos_ == "ADJ" and not linked and token.head.i <= token.i:
                last = token
            elif self.links(token):
                linked = True
            elif token.dep_ == "cc" and last.pos_ == token.head.pos_ == "ADJ":
                continue
            elif not (linked and token.pos_ in {"DET", "ADJ"}):
                break
        return noun.idx, last.idx + len(last)

    def _compound(self, token: Token, last: Token) -> bool:
        """Tell a noun that makes one name with the noun before it."""
        return (
            token.i == last.i + 1
            and token.dep_ in {"flat:name", "appos", "compound"}
            and (token.pos_ == last.pos_ == "PROPN")
        )

    def first(self, noun: Token) -> Token:
        """Return where a noun's own words begin, on its left: ``steel`` of ``steel output``."""
        start = noun
        for token in self.before(noun.idx):
            if token.i != start.i - 1 or token.head.i != noun.i:
                break
            if token.dep_ not in {"amod", "compound"}:
                break
            start = token
        return start


def finite_verb(token: Token) -> Token | None:
    """Return the verb a token hangs on, through nouns and prepositions."""
    for _ in range(LONGEST_PHRASE):
        head = token.head
        if head.i == token.i:
            return token if token.pos_ in {"VERB", "AUX"} else None
        if head.pos_ in {"VERB", "AUX"}:
            return head
        token = head
    return None


def moved(verb: Token, amount: Token) -> Token | None:
    """Return the noun that a verb moves by an amount: ``a réduit [ses effectifs] de 12 %``."""
    found = next((t for t in verb.children if t.dep_ == "obj" and t.pos_ in NOUNS), None)
    if found is None or not found.is_alpha or found.is_ancestor(amount) or found.i == amount.i:
        return None
    return None if any(t.dep_ == "nummod" for t in found.children) else found


def subject(verb: Token) -> Token | None:
    """Return the noun that is the subject of a verb, ``None`` for a pronoun or no subject."""
    found = next((t for t in verb.children if t.dep_ in SUBJECTS), None)
    return found if found is not None and found.pos_ in NOUNS else None
