"""The parsed form of an article, passed from ``language`` to ``extract`` and never stored."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

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

    def block_at(self, offset: int) -> Block | None:
        """Return the block an offset of the article stands in."""
        return next((b for b in self.blocks if b.start <= offset < b.end), None)

    def root(self, span: Span) -> Token | None:
        """Return the head of the tokens that a stretch of the article touches."""
        block = self.block_at(span.start)
        if block is None:
            return None
        start, end = span.start - block.start, span.end - block.start
        found = block.doc.char_span(start, end, alignment_mode="expand")
        return found.root if found is not None else None
