"""Finds the dependents of a word by slot: a token and a slot's name in, phrase heads out.

Small parsers hang a prepositional phrase on the nearest noun rather than on its verb, so a slot is
looked for in the whole clause, nominal complements included, never in another clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from recoupe.extract import syntax
from recoupe.extract.events.drafts import Draft, Phrase, Reader
from recoupe.extract.mentions_view import fold

OTHER_CLAUSE = frozenset({syntax.RELATIVE, "advcl", "ccomp", "xcomp", "parataxis", "csubj", "acl"})
"""Children with whom another clause begins."""

LINKS = frozenset({"case", "mark", "fixed", "dep", "advmod", "cc"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "SYM", "DET"})
MOST = 120
"""Tokens of one clause that are looked at; longer ones are lists or defects."""

BEFORE_INFINITIVE = 3
"""Words between a preposition and its infinitive: "de ne pas les | livrer"."""


def reach(head: Token, reader: Reader) -> list[Token]:
    """Return the tokens of a word's own clause or phrase, without the word, in order."""
    found: list[Token] = []
    open_ = list(head.children)
    while open_ and len(found) < MOST:
        token = open_.pop()
        if token.dep_ in OTHER_CLAUSE and token.pos_ in syntax.VERBAL:
            continue
        if (token.dep_ == "conj" and token.pos_ in syntax.VERBAL) or token.i in reader.aside:
            continue
        found.append(token)
        open_.extend(token.children)
    return sorted(found, key=lambda t: t.i)


def around(head: Token, last: Token, reader: Reader) -> list[Token]:
    """Return the tokens of a noun's phrase, and those behind it up to the next verb or mark."""
    found = {t.i: t for t in reach(head, reader)}
    for token in head.doc[last.i + 1 : min(last.i + BEHIND, head.sent.end)]:
        if token.pos_ in syntax.VERBAL or token.text in STOPS or token.i in reader.aside:
            break
        found[token.i] = token
    return [found[i] for i in sorted(found)]


STOPS = frozenset({",", ";", ":", ".", "(", "»", "!", "?"})
BEHIND = 14
"""Tokens behind a noun that may still be of its phrase, where the parser hung them elsewhere."""


def headed(draft: Draft, heads: frozenset[str]) -> Phrase | None:
    """Return a noun of a list right behind a verb, past marks: ``signe un « vaste | accord``."""
    last = draft.last
    for token in last.doc[last.i + 1 : min(last.i + HEADED, last.sent.end)]:
        if token.pos_ == "NOUN":
            first = last.nbor()
            return Phrase(token, first, first) if token.lower_ in heads else None
        if token.pos_ not in {"DET", "ADJ", "NUM", "ADV", "PUNCT"} or token.text in {",", ":"}:
            return None
    return None


def past_adjunct(last: Token, heads: frozenset[str], times: frozenset[str]) -> Phrase | None:
    """Return an object past what says when or how: ``bloque | depuis lundi | le pont``.

    It has no preposition of its own where the adjunct's noun is over. Its head is one of a list;
    without a list it has a determiner, for a number may be of the day.
    """
    doc, end = last.doc, last.sent.end
    at = last.i + 1
    at += at + 1 < end and doc[at].pos_ == "ADV" and doc[at + 1].pos_ == "ADP"  # lors | de
    if at >= end or not (doc[at].pos_ == "ADP" or doc[at].lower_ in times):
        return None
    over, first = False, None
    for token in doc[at : min(at + ADJUNCT, end)]:
        if token.text in STOPS or token.pos_ in {*syntax.VERBAL, "PRON", "SCONJ"}:
            return None
        if token.pos_ == "ADP":
            over, first = False, None
        elif token.pos_ in {"DET", "NUM"} and over:
            first = first or token
        elif token.pos_ in {"NOUN", "PROPN"}:
            if first is not None:
                words = {token.lower_, *(c.lower_ for c in token.children if c.pos_ == "NOUN")}
                fits = words & heads if heads else first.pos_ == "DET"
                fits = fits and token.dep_ not in syntax.SUBJECT
                return Phrase(token, first, first) if fits else None
            over = True
    return None


ADJUNCT = 14
"""Tokens of an adjunct and the object behind it."""


def headed_before(draft: Draft, heads: frozenset[str]) -> Phrase | None:
    """Return a noun of a list before a participle: ``des | territoires d'Islande occupés``."""
    if syntax.has_auxiliary(draft.trigger):
        return None
    first = draft.first
    for token in reversed(first.doc[max(first.sent.start, first.i - HEADED) : first.i]):
        if token.pos_ == "NOUN" and token.lower_ in heads:
            return Phrase(token, token, token)
        if token.pos_ in syntax.VERBAL or token.text in {",", ":", ";"}:
            return None
    return None


HEADED = 9
"""Tokens between a verb and the noun of its list."""


def behind(tokens: list[Token], slot: str, reader: Reader, after: int) -> Iterator[Phrase]:
    """Yield the noun phrases behind a preposition among some tokens, to the right of ``after``."""
    sequences = reader.grammar.prepositions(slot)
    firsts = {s[0] for s in sequences}
    for token in tokens:
        if token.i <= after or token.lower_ not in firsts:
            continue
        if _indefinite(token, reader) or of_a_place(token, reader):
            continue
        for sequence in sequences:
            if syntax.reads(token.doc, token.i, sequence):
                found = _governed(token, len(sequence))
                if found is not None and not reader.grammar.has("slots.empty", found.head.lower_):
                    yield found


def _indefinite(token: Token, reader: Reader) -> bool:
    """``après | des négociations``: an article, for a preposition stands before it."""
    before = token.i > token.sent.start and token.nbor(-1).pos_ == "ADP"
    return before and reader.grammar.has("slots.indefinite", token.lower_)


def of_a_place(token: Token, reader: Reader) -> bool:
    """``saisi au large | de la Suède``: what lies beside a country is not done to it."""
    if token.i == token.sent.start or not reader.grammar.has("slots.genitive", token.lower_):
        return False
    return reader.grammar.has("slots.beside", token.nbor(-1).lower_)


def places(tokens: list[Token], reader: Reader, after: int) -> Iterator[Phrase]:
    """Yield the names behind a preposition of place: ``s'est rendu | à Oslo``."""
    known = reader.grammar.words.lists["place"]
    for token in tokens:
        if token.i > after and token.text[:1].isupper():
            case = next((c for c in token.children if c.dep_ == "case"), None)
            if case is not None and fold(case.text) in known:
                yield Phrase(token, token, case)


def _governed(preposition: Token, length: int) -> Phrase | None:
    """Return the noun behind a preposition of some words, by the tree or by place."""
    doc, at = preposition.doc, preposition.i + length
    if at >= len(doc):
        return None
    head = preposition.head
    if preposition.dep_ in LINKS and head.i >= at and head.pos_ in NOMINAL:
        return Phrase(head, doc[at], preposition)
    for token in doc[at : at + 4]:
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            return Phrase(token, doc[at], preposition)
        if token.pos_ not in {"DET", "ADJ", "NUM", "ADV", "ADP"}:
            return None
    return None


def infinitive(head: Token, slot: str, reader: Reader, after: int) -> Phrase | None:
    """Return the infinitive a word governs with a preposition: ``menace | de frapper``."""
    firsts = {s[0] for s in reader.grammar.prepositions(slot)}
    for child in head.children:
        if child.i <= after or child.pos_ not in syntax.VERBAL:
            continue
        if not (syntax.has(child, "VerbForm", "Inf") or child.tag_ == "VBG"):
            continue
        for mark in child.lefts:
            if mark.lower_ in firsts and mark.i > after and mark.dep_ in LINKS:
                return Phrase(child, mark.nbor(), mark)
    return None


def later_infinitive(last: Token, slot: str, reader: Reader) -> Phrase | None:
    """Return an infinitive past the object: ``accuse le maire, élu hier, | d'avoir menti``."""
    firsts = {s[0] for s in reader.grammar.prepositions(slot)}
    for token in last.doc[last.i + 1 : min(last.sent.end - 1, last.i + LATER)]:
        after = token.nbor()
        if token.lower_ in firsts and syntax.has(after, "VerbForm", "Inf"):
            return Phrase(_main(after), after, token)
        if syntax.is_finite(token) and token.dep_ != syntax.RELATIVE:
            return None
    return None


LATER = 25
"""Tokens between a verb and its infinitive, with an object and its apposition between."""


def _main(infinitive: Token) -> Token:
    """Return the participle of "avoir signé", "être élu"; the infinitive itself else."""
    head = infinitive.head
    helps = infinitive.pos_ == "AUX" and infinitive.dep_ in syntax.AUXILIARY
    return head if helps and head.i > infinitive.i else infinitive


def beside(last: Token, slot: str, reader: Reader) -> Phrase | None:
    """Return what stands right behind a word with the preposition, wherever the parser hung it."""
    doc, at = last.doc, last.i + 1
    while at < len(doc) and doc[at].pos_ == "ADV" and at - last.i < BEFORE_INFINITIVE:
        at += 1
    for sequence in reader.grammar.prepositions(slot):
        if not syntax.reads(doc, at, sequence):
            continue
        for token in doc[at + len(sequence) : at + len(sequence) + BEFORE_INFINITIVE]:
            if syntax.has(token, "VerbForm", "Inf"):
                return Phrase(_main(token), doc[at + len(sequence)], doc[at])
        return _governed(doc[at], len(sequence))
    return None


def clause(head: Token, reader: Reader, after: int) -> Phrase | None:
    """Return the clause a word governs: ``exige | que l'accord soit signé``."""
    for child in head.children:
        if child.i <= after or child.dep_ not in {"ccomp", "xcomp", "advcl", "acl"}:
            continue
        for mark in child.lefts:
            if reader.grammar.has("slots.complementisers", mark.lower_) and mark.i > after:
                return Phrase(child, mark.nbor(), mark)
    return None


def direct(verb: Token, last: Token, reader: Reader) -> Phrase | None:
    """Return the direct object of an active verb: a noun, a relative's antecedent, a clitic."""
    for child in verb.children:
        if child.dep_ != "obj" and not _partitive(child, last, reader):
            continue
        if syntax.is_relative(child):
            if verb.dep_ == syntax.RELATIVE:
                return Phrase(verb.head, verb.head, verb.head)
            continue
        if child.i > last.i or child.lower_ in reader.grammar.shows["direct"]:
            first = _left(child, last)
            return Phrase(child, first, first)
    return _noun_behind(verb, last)


def _partitive(child: Token, last: Token, reader: Reader) -> bool:
    """``fournir | de l'uranium``, ``saisi près | de deux tonnes``: taken for a preposition."""
    edge = child.left_edge
    counted = any(c.dep_ == "nummod" for c in child.children)
    near = edge.i == last.i + 1 or (
        counted and edge.i == last.i + 2 and edge.nbor(-1).pos_ == "ADV"
    )
    partitive = reader.grammar.has("slots.genitive", edge.lower_)
    return near and partitive and child.dep_ in {"obl:arg", "obl:mod"} and child.pos_ == "NOUN"


def indefinite(last: Token, reader: Reader) -> Phrase | None:
    """``a réclamé lundi | des travaux``: what the parser takes for a complement of the day."""
    doc, end = last.doc, last.sent.end
    times = reader.grammar.times
    at = last.i + 1
    while at < end and (doc[at].lower_ in times or doc[at].pos_ == "NUM"):
        at += 1
    at += at < end and doc[at].pos_ == "NOUN" and doc[at - 1].pos_ == "NUM"  # the month
    if at >= end or not reader.grammar.has("slots.indefinite", doc[at].lower_):
        return None
    for token in doc[at + 1 : min(at + 4, end)]:
        if token.pos_ == "NOUN":
            return Phrase(token, doc[at], doc[at])
        if token.pos_ not in {"ADJ", "NUM"}:
            return None
    return None


def _left(head: Token, last: Token) -> Token:
    """Return the first token of a noun phrase, bound by the verb it follows."""
    first = head.left_edge
    return first if first.i > last.i or head.i < last.i else head.doc[last.i + 1]


def _noun_behind(verb: Token, last: Token) -> Phrase | None:
    """Return a noun right behind a verb without a preposition, whatever it is called."""
    doc = verb.doc
    for token in doc[last.i + 1 : last.i + 6]:
        if token.pos_ in {"NOUN", "PROPN"}:
            own = token.head == verb or verb.head == token or token.dep_ in {"xcomp", "dep"}
            return (
                Phrase(token, doc[last.i + 1], doc[last.i + 1])
                if own and not syntax.governed(token)
                else None
            )
        if token.pos_ not in {"DET", "ADJ", "NUM", "ADV"} and token.text not in {"«", '"', "“"}:
            return None
    return None


def coordinated(head: Token) -> list[Token]:
    """Return a noun and the nouns joined with it: ``Oslo et Reykjavik``."""
    found = [head]
    for token in found:
        found += [
            c for c in token.children
            if c.dep_ == "conj" and c.pos_ in NOMINAL and c not in found and c.i > token.i
        ]  # fmt: skip
        if len(found) > MOST:
            break
    return found
