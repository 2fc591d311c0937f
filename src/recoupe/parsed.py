"""The parsed form of an article, passed from ``language`` to ``extract`` and never stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from recoupe.records import Article, Span, ZoneKind


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a read zone, parsed.

    ``start`` is the offset of the block's first character in :attr:`Article.text`; the text the
    parser saw is a normalised copy of the same length (plain apostrophes and spaces), so a token's
    offset in the article is ``start + token.idx``.
    """

    kind: ZoneKind
    start: int
    end: int
    doc: Doc

    def first(self, token: Token) -> int:
        """Return the offset of the token's first character in the article."""
        return self.start + token.idx

    def last(self, token: Token) -> int:
        """Return the offset after the token's last character in the article."""
        return self.start + token.idx + len(token)


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article with its parsed blocks, in the order of the text."""

    article: Article
    blocks: tuple[Block, ...]

    def span(self, block: Block, first: Token, last: Token) -> Span:
        """Return the article's span from the token ``first`` to the token ``last``, inclusive."""
        return Span.of(self.article.text, block.first(first), block.last(last))

    def sentences(self) -> Iterator[tuple[Block, SpacySpan]]:
        """Walk over all sentences of all blocks, in order."""
        for block in self.blocks:
            for sentence in block.doc.sents:
                yield block, sentence
