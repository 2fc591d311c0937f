"""Finds what an event depends on: a block's sentences in, the token ranges of conditions out.

``si les sanctions sont levées``, ``en échange de son aide``, ``à condition que Oslo signe``.
What is asked (``on ignore si Oslo signera``) is found with them: nothing depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from recoupe import lexicon
from recoupe.extract import syntax
from recoupe.extract.events.grammar import Grammar

STOPS = frozenset({".", ";", "!", "?", ":", "»", "”", ")"})
LONGEST = 40
"""Tokens of a condition; what goes on longer has run into another sentence."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition's first and last token, and the first of what it says (its opener left out).

    ``asks`` is the verb that asks it, where it is an indirect question and no condition;
    ``clause`` tells a clause (« si … ») from a phrase (« en échange de … »).
    """

    first: Token
    last: Token
    inner: int
    asks: Token | None = None
    clause: bool = False


def conditions(doc: Doc, grammar: Grammar) -> list[Condition]:
    """Return the conditions of a block, in order."""
    found: list[Condition] = []
    firsts = openers(grammar.language)
    written = tuple(syntax.lower_words(doc))
    for i, word in enumerate(written):
        if word not in firsts or (found and i <= found[-1].last.i):
            continue
        token = doc[i]
        for words, is_clause in firsts[word]:
            if written[i : i + len(words)] == words and _opens(
                token, len(words), grammar, is_clause
            ):
                last = _end(token, token.i + len(words), is_clause=is_clause)
                if last is not None:
                    asks = _asking(token, grammar) if is_clause else None
                    found.append(Condition(token, last, token.i + len(words), asks, is_clause))
                    break
    return found


def _opens(token: Token, length: int, grammar: Grammar, is_clause: bool) -> bool:  # noqa: FBT001
    if token.i + length >= len(token.doc):
        return False
    before = token.nbor(-1).lower_ if token.i else ""
    if grammar.has("condition.not_after", before):
        return False
    return not is_clause or length > 1 or _opens_clause(token, grammar)


def _opens_clause(token: Token, grammar: Grammar) -> bool:
    """Tell « si » before a clause from « si proche » and « bien si tôt », wherever it hangs."""
    after, clause = token.nbor(), token.head
    if grammar.has("condition.subjects", after.lower_):  # « s'il », never « se »
        return True
    if grammar.has("condition.not_before", after.lower_):
        return False
    if _is_verb(clause) and clause.i > token.i:
        return token.pos_ != "PRON"
    return after.pos_ in {"DET", "PROPN", "PRON"} and _has_verb(token)


def _has_verb(opener: Token) -> bool:
    """Tell whether a finite verb follows before any mark: the parser hung ``si`` on a noun."""
    for token in opener.doc[opener.i + 1 : min(opener.i + VERB_REACH, opener.sent.end)]:
        if token.is_punct:
            return False
        if _is_verb(token):
            return True
    return False


def _is_verb(token: Token) -> bool:
    """Tell a verb that is no infinitive; small parsers take « rouvre » for a participle."""
    return token.pos_ in syntax.VERBAL and not syntax.has(token, "VerbForm", "Inf")


VERB_REACH = 12
"""Tokens from an opener to the verb of its clause: "si les deux grands syndicats | votent"."""


def _asking(opener: Token, grammar: Grammar) -> Token | None:
    """Return the verb that asks what follows: ``le maire | ignore si``, ``a demandé au juge s'il``.

    Between them stands at most who is asked: « s'est dite prête à signer si » is a condition.
    """
    for token in reversed(opener.doc[max(opener.sent.start, opener.i - ASKED) : opener.i]):
        if token.lower_ in grammar.asking:
            return token
        if token.pos_ in {*syntax.VERBAL, "ADJ"} or token.is_punct:
            return None
    return None


ASKED = 8
"""Tokens between a verb that asks and its question: "a demandé au président du tribunal | si"."""


def _end(opener: Token, inner: int, *, is_clause: bool) -> Token | None:
    """Return the last token of a condition: its clause's, or its noun phrase's."""
    doc = opener.doc
    stop = min(opener.i + LONGEST, opener.sent.end)
    last: Token | None = None
    for token in doc[inner:stop]:
        if token.text in STOPS:
            break
        if token.text == "," and _closes(token, last, is_clause=is_clause):
            break
        if not is_clause and syntax.is_finite(token) and token.dep_ != syntax.RELATIVE:
            break
        last = token if not token.is_punct else last
    return last


def _closes(comma: Token, last: Token | None, *, is_clause: bool) -> bool:
    """A comma ends a noun phrase, and a clause whose verb has come."""
    if last is None or not is_clause:
        return True
    tokens = comma.doc[max(0, comma.i - LONGEST) : comma.i]
    return any(syntax.is_finite(t) for t in tokens)


@cache
def openers(language: str) -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """Return the words that open conditions by their first, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    table = lexicon.table(language, "events_grammar")["condition"]
    for key, is_clause in (("clauses", True), ("phrases", False)):
        for phrase in table[key]:
            words = tuple(_tokens(phrase))
            found.setdefault(words[0], []).append((words, is_clause))
    for entries in found.values():
        entries.sort(key=lambda e: -len(e[0]))
    return found


def _tokens(phrase: str) -> Iterator[str]:
    yield from phrase.replace("'", "' ").split()
