"""Which amounts are figures that the text claims: a paragraph and an amount in, its claim out.

A number is a figure only where it measures something: it has a unit, counts a noun, or stands where
figures stand (« le bilan s'élève à 34 »). All others (dates, articles of law, models, addresses,
standings, telephone numbers) are labels.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from recoupe.extract.mentions_words import load
from recoupe.extract.quantities.amount import Amount
from recoupe.extract.quantities.counted import Counted, around, behind
from recoupe.extract.quantities.line import NOUNS, Line, Range
from recoupe.extract.quantities.rates import rate_at

PLURAL = 2
"""From two on the noun stands in the plural (French from 2, English all but 1)."""
LARGEST_LABEL = 100
"""A smaller number in digits behind a noun it hangs on is part of its name: « terminal 2 »."""
PAIR = 2
"""Of more than two a text can tell for the first time how many they are: « les six blessés »."""
POSTCODE = 5
"""Digits without a space before the name of a place: nobody counts a people so."""
NEAR = 6
"""Tokens from a noun or verb of amount to a bare number: « le bilan des victimes est de 34 »."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure: the amount, and the range of what it counts."""

    amount: Amount
    of: Range | None


def claim(line: Line, amount: Amount) -> Claim | None:
    """Return the figure an amount makes, or ``None`` where it is no claim."""
    if amount.form == "ordinal":
        return _rank(line, amount)
    if amount.form == "vague":
        return _vague(line, amount)
    return None if _label(line, amount) or _taken_up(line, amount) else _measured(line, amount)


def _measured(line: Line, amount: Amount) -> Claim | None:
    """Keep a number with a unit, a noun that it counts, or a place where figures stand."""
    counted = behind(line, amount)
    if amount.kind != "number":
        return Claim(amount, counted.span if counted else around(line, amount))
    if counted and counted.noun is not None and _times(line, counted.noun):
        return Claim(replace(amount, unit="times"), around(line, amount))
    if counted and _counts(line, amount, counted):
        return _with_rate(line, amount, counted.span)
    before = next(line.before(amount.start), None)
    if before is not None and before.lower_ in line.src.words.list("counted.scales"):
        return Claim(amount, (before.idx, before.idx + len(before)))
    alone = counted is None and _stands_alone(line, amount)
    return Claim(amount, around(line, amount)) if alone else None


def _times(line: Line, noun: Token) -> bool:
    """Tell ``deux fois plus``, ``à trois reprises``: how often, or how many times as much."""
    return noun.lower_ in line.src.words.list("counted.times")


def _with_rate(line: Line, amount: Amount, of: Range | None) -> Claim:
    """Read a rate behind what is counted: ``300 morts par an``."""
    found = rate_at(line.src, of[1], money=False) if of and amount.rate is None else None
    return Claim(replace(amount, rate=found[0]) if found else amount, of)


def _vague(line: Line, amount: Amount) -> Claim | None:
    """Keep a vague count of something: ``plusieurs entreprises``, not ``certains disent``."""
    words, phrase = line.src.words, line.src.low[amount.core_start : amount.core_end]
    counted = behind(line, amount)
    if words.table["vague"][phrase].get("alone"):
        return Claim(amount, counted.span if counted else None)
    if counted is None or counted.noun is None:
        return None
    nothing = counted.noun.lower_ in words.list("vague_not.before")
    return None if nothing else Claim(amount, counted.span)


def _rank(line: Line, amount: Amount) -> Claim | None:
    """Keep an ordinal that ranks or numbers a step: ``2e producteur``, ``la première phase``."""
    words = line.src.words
    counted = behind(line, amount)
    if counted is None or counted.noun is None or counted.span is None:
        return None
    noun = counted.noun.lower_
    if noun in words.list("ordinal.not_before") or _capital(line, amount):
        return None
    scoped = any(
        line.src.stands(scope, counted.span[1] + 1)
        or line.src.low[counted.span[0] : counted.span[1]].endswith(" " + scope)
        for scope in words.table["ordinal"]["scope"]
    )
    known = noun in words.list("ordinal.ranked") or noun in words.list("ordinal.steps")
    return Claim(amount, counted.span) if amount.superlative or scoped or known else None


def _capital(line: Line, amount: Amount) -> bool:
    """Tell a name inside a sentence: ``la Première Guerre``."""
    token = line.at(amount.core_start)
    return token is not None and token.text[0].isupper() and not token.is_sent_start


def _label(line: Line, amount: Amount) -> bool:
    """Tell a number that names instead of counting: ``article 12``, ``12, rue X``, ``01 42 34``."""
    low, end = line.src.low, amount.core_end
    if amount.form == "digits" and _in_digits(low, amount):
        return True
    before = next(line.before(amount.start), None)
    if amount.form == "digits" and not amount.bounded and before is not None:
        named = before.lower_ in line.src.words.list("no_claim.labels")
        scale = before.lower_ in line.src.words.list("counted.scales")
        if named or (before.pos_ in NOUNS and not scale and _belongs(line, amount, before)):
            return True
    return low[end : end + 1].isalnum() and amount.end == end


def _taken_up(line: Line, amount: Amount) -> bool:
    """Tell ``les deux pays``, ``nos deux équipes``: the two just named, whom nobody counts."""
    if amount.form != "words" or amount.kind != "number" or {amount.low, amount.high} != {PAIR}:
        return False
    before = next(line.before(amount.start), None)
    return before is not None and before.lower_ in _taking_up(line.src.words.language)


@cache
def _taking_up(language: str) -> frozenset[str]:
    """Return the determiners of several that are known: "les", "nos", "the", "their"."""
    known = load(language).determiners.items()
    return frozenset(
        word
        for word, (sort, show) in known
        if sort in {"definite", "possessive"} and show[1] != "s"
    )


def _belongs(line: Line, amount: Amount, before: Token) -> bool:
    """Tell a small number that hangs on the noun before it: ``fédérale 1``, ``terminal 2``."""
    token = line.at(amount.core_start)
    small = amount.unit is None and (amount.low or 0) < LARGEST_LABEL
    return small and token is not None and token.head.i <= before.i


def _in_digits(low: str, amount: Amount) -> bool:
    """Tell digits among digits: telephone numbers, dates with strokes, standings."""
    if amount.unit is not None:
        return False
    start, end = amount.core_start, amount.core_end
    before, after = low[max(0, start - 2) : start], low[end : end + 2]
    if after[:1] == " " and after[1:].isdecimal():
        return True
    if before[1:] == " " and before[:1].isdecimal():
        return True
    return after[:1] in {"/", "-", ":", "_", "@"} and after[1:].isalnum()


def _counts(line: Line, amount: Amount, counted: Counted) -> bool:
    """Tell whether a noun behind a number is counted by it: it agrees, and is no street or hour."""
    noun = counted.noun
    if noun is None:
        return True
    words = line.src.words
    if noun.lower_ in words.list("no_claim.time"):
        return False
    if amount.form == "digits" and noun.lower_ in words.list("no_claim.addresses"):
        return False
    if noun.pos_ == "PROPN" and not _demonym(line, amount, noun):
        return False
    value = amount.high if amount.low is None else amount.low
    many = value is not None and value >= PLURAL and not amount.scaled
    return not (many and "Number=Sing" in str(noun.morph) and not _plural(noun))


def _plural(noun: Token) -> bool:
    return noun.lower_.endswith(("s", "x", "z"))


def _demonym(line: Line, amount: Amount, noun: Token) -> bool:
    """Tell ``300 Palestiniens`` from ``iPhone 15 Pro``, ``75011 Paris``."""
    before = next(line.before(amount.start), None)
    named = before is not None and before.pos_ == "PROPN" and amount.form == "digits"
    code = line.src.low[amount.core_start : amount.core_end]
    return not named and _plural(noun) and not (code.isdecimal() and len(code) == POSTCODE)


def _stands_alone(line: Line, amount: Amount) -> bool:
    """Tell whether a bare number stands where a figure is told: ``le bilan s'élève à 34``."""
    if amount.bounded and amount.mod is not None:
        return True
    words = line.src.words
    back = list(line.before(amount.start))[:NEAR]
    if not back or back[0].lower_ not in words.list("counted.verb_links"):
        return _subject(line, amount)
    for token in back[1:]:
        if token.is_punct:
            return False
        if token.lower_ in words.list("counted.amounts"):
            return True
        if token.pos_ in {"VERB", "AUX"}:
            return token.lemma_.lower() in words.list("counted.amount_verbs")
    return False


def _subject(line: Line, amount: Amount) -> bool:
    """Tell ``300 ont été arrêtés``: a number in place of a noun, before a verb in the plural."""
    token = line.at(amount.core_end - 1)
    following = next(line.from_(amount.end), None)
    if token is None or following is None or following.pos_ not in {"AUX", "VERB"}:
        return False
    return token.dep_.startswith("nsubj") and "Number=Plur" in str(following.morph)
