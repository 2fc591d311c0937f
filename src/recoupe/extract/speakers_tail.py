"""Lengthens an unnamed source to the words that tell it from others: a span in, a span out.

``des documents | consultés par le journal``: the source of a statement ends before its participle,
the description of who or what it is does not.
"""

from __future__ import annotations

from spacy.tokens import Token

from recoupe.extract import syntax
from recoupe.extract.mentions_view import fold
from recoupe.extract.mentions_words import Words, load
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
    if _addresses(token, end, load(parsed.article.language)):
        end = token
    named = _quoted_name(end)
    if named is not None:
        return Span.of(parsed.article.text, source.start, block.last(named))
    while end.i > token.i and end.pos_ in {"ADP", "DET", "CCONJ", "ADV"}:
        end = end.nbor(-1)
    end = _bracket(end) or _set_off(end) or _relative(end, block, stops) or end
    return Span.of(parsed.article.text, source.start, block.last(end))


def _addresses(token: Token, end: Token, words: Words) -> bool:
    """``a dit sa famille | à l'AFP``: the outlet that was told is no part of who spoke."""
    added = token.doc[token.i + 1 : end.i + 1]
    told = len(added) > 1 and words.has("at", fold(added[0].text))
    return told and any(fold(t.text) in words.media for t in added)


def _bracket(end: Token) -> Token | None:
    """Return the end of a short name in brackets: ``la branche locale du Front | (FNL)``."""
    tokens = end.doc[end.i + 1 : end.i + 4]
    closed = [t.text for t in tokens][::2] == ["(", ")"]
    return tokens[2] if closed and tokens[1].text[:1].isupper() else None


def _set_off(end: Token) -> Token | None:
    """Return the last of adjectives between commas: ``des sources, | officielles ou non,``."""
    doc, at = end.doc, end.i + 2
    if at >= len(doc) or doc[at - 1].text != "," or doc[at].pos_ != "ADJ":
        return None
    while at < len(doc) and doc[at].pos_ in {"ADJ", "CCONJ", "ADV"}:
        at += 1
    closed = at + 1 < len(doc) and doc[at].text == ","
    return doc[at - 1] if closed and doc[at - 1].pos_ == "ADJ" else None


def _relative(end: Token, block: Block, stops: frozenset[int]) -> Token | None:
    """Return the end of a clause that tells which: ``les avocats | qui la défendent | disent``."""
    doc, start = end.doc, end.i + 1
    if start >= len(doc) or not syntax.is_relative(doc[start]):
        return None
    for token in doc[start + 1 : start + RELATIVE_WORDS]:
        if block.first(token) in stops:
            clause = any(syntax.is_finite(t) for t in doc[start + 1 : token.i])
            return token.nbor(-1) if clause else None
        if token.is_punct or token.pos_ == "SCONJ":
            return None
    return None


RELATIVE_WORDS = 8
"""Words of a relative clause that identifies; a longer one tells a story."""


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
