"""Who does what to whom: a parsed article with its records in, its Events out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from recoupe.extract import syntax
from recoupe.extract.events.compose import compose
from recoupe.extract.events.conditions import conditions
from recoupe.extract.events.drafts import Draft, Reader
from recoupe.extract.events.finish import Records, finish
from recoupe.extract.events.grammar import Grammar, grammar
from recoupe.extract.events.nouns import read_adjective, read_noun
from recoupe.extract.events.parties import Cast
from recoupe.extract.events.recalled import recall
from recoupe.extract.events.senses import Sense, senses
from recoupe.extract.events.status import judge
from recoupe.extract.events.verbs import is_verb, read_verb
from recoupe.parsed import Block, Parsed
from recoupe.records import Actor, Event, Quantity, Quotation, TimeExpression


def find_events(
    parsed: Parsed,
    actors: Sequence[Actor],
    quotations: Sequence[Quotation],
    times: Sequence[TimeExpression] = (),
    quantities: Sequence[Quantity] = (),
) -> tuple[Event, ...]:
    """Find the events of an article, in the order of the text.

    An event is a word of ``events.toml`` in a frame it takes, with somebody who acts or whom it
    befalls. Sentences without such a word cost one look at each word.
    """
    words = grammar(parsed.article.language)
    cast = Cast.of(parsed, actors, quotations, words)
    records = Records(parsed.article, cast, times, quantities)
    found: list[Event] = []
    for block in parsed.blocks:
        carriers = _carriers(block, parsed.article.language)
        if carriers:
            found += _of_block(block, carriers, cast, words, records)
    return recall(found, cast, words)


Carrier = tuple[Token, tuple[Sense, ...]]


def _carriers(block: Block, language: str) -> list[Carrier]:
    """Return the tokens of a block that can carry an event, each with what it can mean."""
    doc = block.doc
    table = senses(language)
    words = syntax.lower_words(doc)
    found = [(i, known) for i, word in enumerate(words) if (known := table.get(word))]
    return _possible(doc, found, words) if found else []


def _possible(
    doc: Doc, carriers: Sequence[tuple[int, tuple[Sense, ...]]], words: list[str]
) -> list[Carrier]:
    """Leave out the senses whose words do not stand in the sentence: most, and at little cost.

    A sense wants its fixed words behind the carrier, in any form; that of a verb one of the nouns
    that may head its object anywhere in the sentence (a noun may have an infinitive instead).
    """
    out: list[Carrier] = []
    end = 0
    there: frozenset[str] = frozenset()
    for i, known in carriers:
        if i >= end:
            sentence = doc[i].sent
            end, there = sentence.end, frozenset(words[sentence.start : sentence.end])
        behind = f" {' '.join(words[i + 1 : end])}" if any(s.fixed for s in known) else ""
        mine = tuple(s for s in known if _can_be(s, there, behind))
        if mine:
            out.append((doc[i], mine))
    return out


def _can_be(sense: Sense, there: frozenset[str], behind: str) -> bool:
    if sense.part == "verbs" and sense.heads and sense.heads.isdisjoint(there):
        return False
    return not sense.fixed or f" {sense.fixed[-1]}" in behind


def _of_block(
    block: Block, carriers: list[Carrier], cast: Cast, words: Grammar, records: Records
) -> Iterator[Event]:
    terms = conditions(block.doc, words)
    aside = frozenset(i for c in terms for i in range(c.first.i, c.last.i + 1))
    reader = Reader(block, cast, words)
    apart = Reader(block, cast, words, aside)
    drafts: list[Draft] = []
    used: set[int] = set()
    for verbs in (True, False):
        for token, known in carriers:
            if token.i in used:
                continue
            draft = _read(token, known, reader if token.i in aside else apart, verbs=verbs)
            if draft is not None:
                drafts.append(draft)
                used.update(range(draft.trigger.i, draft.last.i + 1))
    drafts.sort(key=lambda d: d.trigger.i)
    for draft in drafts:
        judge(draft, words)
    alone = compose(drafts, apart)
    yield from finish(alone, terms, apart, records)


def _read(token: Token, known: Sequence[Sense], reader: Reader, *, verbs: bool) -> Draft | None:
    """Read a token in the first of its senses that fits."""
    if verbs:
        mine = [s for s in known if s.part == "verbs"]
        return _best(read_verb(token, s, reader) for s in mine) if mine and is_verb(token) else None
    others = (s for s in known if s.part != "verbs")
    return _best(
        (read_noun if s.part == "nouns" else read_adjective)(token, s, reader) for s in others
    )


def _best(drafts: Iterable[Draft | None]) -> Draft | None:
    """Return the first draft with all the roles its word needs, else the first there is.

    ``vote pour`` and ``vote contre`` are two senses that differ in what they need.
    """
    first: Draft | None = None
    for draft in drafts:
        if draft is not None and not draft.lacks:
            return draft
        first = first or draft
    return first
