"""Lengthens an unnamed source to the words that tell it from others: a span in, a span out.

``des documents | consultés par le journal``: the source of a statement ends before its participle,
the description of who or what it is does not.
"""

from __future__ import annotations

from spacy.tokens import Token

from recoupe.extract import syntax
from recoupe.parsed import Block, Parsed
from recoupe.records import Span

TAIL_WORDS = 12
"""Words a description may add; longer tails tell a story, they do not identify."""


def described(parsed: Parsed, source: Span, stops: frozenset[int] = frozenset()) -> Span:
    """Return the source with the complement or participle that follows it without a comma.

    ``stops`` are the offsets where cues begin: no description reaches into the act of saying.
    """
    last = last_token(parsed, source)
    if last is None:
        return source
    block, token = last
    end, stop = token, min(len(token.doc), token.i + 1 + TAIL_WORDS, token.sent.end)
    for following in token.doc[token.i + 1 : stop]:
        if block.first(following) in stops or not _describes(following, token):
            break
        end = following
    named = _quoted_name(end)
    if named is not None:
        return Span.of(parsed.article.text, source.start, block.last(named))
    while end.i > token.i and end.pos_ in {"ADP", "DET", "CCONJ", "ADV"}:
        end = end.nbor(-1)
    return Span.of(parsed.article.text, source.start, block.last(end))


def _quoted_name(end: Token) -> Token | None:
    """Return the closing mark of a title right behind: ``l'émission | « Quotidien »``."""
    tokens = end.doc[end.i + 1 : end.i + 3 + TITLE_WORDS]
    if len(tokens) == 0 or tokens[0].text not in {"«", "“", '"'}:
        return None
    closing = next((t for t in tokens[1:] if t.text in {"»", "”", '"'}), None)
    capital = len(tokens) > 1 and tokens[1].text[:1].isupper()
    return closing if capital else None


TITLE_WORDS = 4
"""Words in marks that make a name of a medium or work, not a quotation."""


def last_token(parsed: Parsed, span: Span) -> tuple[Block, Token] | None:
    """Return the last token of a span with its block."""
    block = parsed.block_at(span.start)
    if block is None:
        return None
    inside = [t for t in block.doc if span.start <= block.first(t) < span.end]
    return (block, inside[-1]) if inside else None


def _describes(token: Token, last: Token) -> bool:
    """Tell whether a token goes on with the noun phrase: no comma, no verb, no clause."""
    if token.is_punct or syntax.is_finite(token) or token.pos_ in {"SCONJ", "AUX", "PRON"}:
        return False
    if token.pos_ == "VERB" and not syntax.has(token, "VerbForm", "Part"):
        return False
    if token.i == last.i + 1 and token.pos_ == "VERB":
        return syntax.has(token, "Tense", "Past")
    return token.i > last.i + 1 or token.pos_ in {"ADP", "ADJ"}
