"""What an amount counts: a paragraph and an amount in, the noun phrase out.

Behind the number (``17 métaux``, ``3 tonnes de blé``), before it (``un budget de 3 milliards``), or
the subject of the verb that measures it (``les prix ont augmenté de 4 %``).
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from recoupe.extract.quantities.amount import Amount
from recoupe.extract.quantities.line import NOUNS, Line, Range, finite_verb, moved, subject

MOST_ADJECTIVES = 3
"""Words between a number and its noun: « deux autres jeunes hommes »."""
PARTICIPLE = "Part"
CLOSING = frozenset('»”"')
"""Marks that may stand between a number and what it counts: « 2 millions de tonnes » d'acier."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun that is counted, with its phrase; ``noun`` is ``None`` for « dix d'entre eux »."""

    noun: Token | None
    span: Range | None


def behind(line: Line, amount: Amount) -> Counted | None:
    """Return what stands right behind an amount as the thing it counts."""
    after = [t for t in line.from_(amount.end) if t.text not in CLOSING]
    linked = False
    while after and line.links(after[0]) and _takes_link(line, amount, after[0]):
        linked = True
        del after[0]
    if linked and amount.form == "words" and amount.low == 1:
        return None
    if amount.form == "vague" and after and after[0].pos_ == "DET":
        del after[0]
    if after and _among(line, after[0]):
        return Counted(None, None)
    if linked and _determined(line, after):
        if amount.kind in {"measure", "money"}:
            return None
        if after[0].pos_ == "DET":
            del after[0]
    if amount.unit is not None and not linked:
        return None
    return _noun(line, after)


def _takes_link(line: Line, amount: Amount, token: Token) -> bool:
    """« de » joins millions, shares and units to what they count, and a part to a known whole.

    ``trois de ses collègues``, but not ``trois de moins``.
    """
    fused = line.src.words.table["counted"]["fused"]
    if amount.form in {"vague", "ordinal"}:
        return False
    if amount.scaled or amount.form == "part" or amount.kind != "number":
        return True
    return token.lower_ in fused or (token.i + 1 < len(token.doc) and token.nbor().pos_ == "DET")


def _determined(line: Line, after: list[Token]) -> bool:
    """Tell a complement with an article: « à 30 km du port » is a distance and counts no ports."""
    fused = line.src.words.table["counted"]["fused"]
    return bool(after) and (after[0].pos_ == "DET" or _previous(after[0]).lower_ in fused)


def _among(line: Line, token: Token) -> bool:
    """Tell ``d'entre eux``, ``of them``."""
    start = token.idx
    return any(
        line.src.stands(phrase, start) or line.src.stands(phrase, token.idx - 2)
        for phrase in line.src.words.table["counted"]["among"]
    )


def _noun(line: Line, after: list[Token]) -> Counted | None:
    """Return the first noun behind a few adjectives, with its phrase from the adjectives on."""
    table = line.src.words.table["counted"]
    start = next((t for t in after if t.lower_ not in table["between"]), None)
    if start is None:
        return None
    adjective: Token | None = None
    for token in after[: MOST_ADJECTIVES + 1]:
        if token.pos_ in NOUNS and token.dep_ != "amod":
            noun = _last(after, token) if table["head_last"] else token
            return Counted(noun, (start.idx, line.phrase(noun)[1]))
        if token.lower_ not in table["between"]:
            if token.pos_ == "NUM" and token is start:
                continue
            if token.dep_ != "amod" and token.pos_ != "ADJ" and not _participle(token):
                break
            adjective = token
    if adjective is None or start.i > adjective.i:
        return None
    return Counted(adjective, (start.idx, line.phrase(adjective)[1]))


def _participle(token: Token) -> bool:
    return token.pos_ == "VERB" and token.morph.to_dict().get("VerbForm") == PARTICIPLE


def _last(after: list[Token], first: Token) -> Token:
    """Return the last of the nouns in a row: the head, where compounds stand before it."""
    last = first
    for token in after:
        if token.i == last.i + 1 and token.pos_ in NOUNS:
            last = token
    return last


def around(line: Line, amount: Amount) -> Range | None:
    """Return what an amount with a unit measures, where it does not stand behind it."""
    return _governor(line, amount) or _measured_subject(line, amount)


def _governor(line: Line, amount: Amount) -> Range | None:
    """Return the noun before « de » and the amount: ``un budget [de 3 milliards]``."""
    links = line.src.words.table["counted"]["governs"]
    back = line.before(amount.start)
    link = next(back, None)
    if link is None or link.lower_ not in links:
        return None
    end: int | None = None
    noun: Token | None = None
    for token in back:
        if token.pos_ in NOUNS and token.is_alpha:
            noun = token
            end = end or token.idx + len(token)
        elif token.pos_ == "ADJ" and (end is None or noun is not None):
            end = end or token.idx + len(token)
        elif not (line.links(token) and noun is not None) and not _inner(line, token):
            break
    return (line.first(noun).idx, end) if noun is not None and end is not None else None


def _inner(line: Line, token: Token) -> bool:
    """Tell the article of a complement: ``les prix de [la] farine``."""
    return token.pos_ == "DET" and line.links(_previous(token))


def _previous(token: Token) -> Token:
    return token.nbor(-1) if token.i else token


def _measured_subject(line: Line, amount: Amount) -> Range | None:
    """Return what a verb measures: ``[les prix] ont augmenté de 4 %``."""
    token = line.at(amount.core_end - 1)
    verb = finite_verb(token) if token is not None else None
    if (
        token is None
        or verb is None
        or verb.lemma_.lower() not in line.src.words.list("counted.verbs")
    ):
        return None
    noun = moved(verb, token) or subject(verb)
    return (line.first(noun).idx, line.phrase(noun)[1]) if noun is not None else None
