"""Decides whether two wordings tell one statement: two statements in, a verdict with reasons out.

Three things are weighed: who speaks, when, and what is said. What is said is compared clause by
clause; the best two clauses count, since one account may give a part of the other. Then comes what
no measure of likeness sees: another figure, a denial.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from math import sqrt
from typing import Literal

from recoupe.link.differences import contradictions
from recoupe.link.twins import same_speaker
from recoupe.link.utterances.statement import Statement
from recoupe.link.utterances.text import Clause, begin_alike, clauses

_FIGURE = re.compile(r"\d")

When = Literal["same day", "told dates", "fitting dates", "next day", "no date"]

ENOUGH = 5.0
"""Weight of the shared words from which their share counts fully: two rare words, or five usual
ones. « C'est une catastrophe » weighs 1.8: anybody says it any day."""

WORDS = 0.6
"""How much the words count in likeness; the rest are 4-grams, which see order and small words. On
2,180 pairs of one speaker in Wikinews the two together rank better than either."""

NEEDED: dict[When, float] = {
    "same day": 0.33,
    "told dates": 0.5,
    "fitting dates": 0.55,
    "next day": 0.75,
    "no date": 0.62,
}
"""How alike (0 to 1) the clauses of two articles must be, by how well the dates fit. Two articles
that date words of one speaker to one day mostly tell of one occasion: such pairs from 0.30 on in
the shared pages and the example affair are all one statement. Where both tell a date, one of them
only a month or week, the pairs from 0.50 on are one (0.50, 0.52, 0.71, 0.80), the next below, at
0.35, is not; 289 articles of Wikinews hold none between 0.44 and 0.60. Where only publication dates
fit, a half of the pairs of Wikinews between 0.45 and 0.55 is."""

ONE_ARTICLE = 0.48
"""The same within one article: it tells of one occasion."""

TWICE_QUOTED = 0.80
"""The same where one article quotes both word for word: it does so for two sentences, not for one,
unless they are nearly the same."""

SUMMED_UP, SUMMED_UP_ELSEWHERE = 0.42, 0.50
"""How much of a title must be found in what it sums up, in its own article and in others."""

BODY, BODY_ELSEWHERE = 0.05, 0.12
"""What more is asked of an institution and its spokesman than of one person twice, in one article
and in two: much is said for a state on any day."""

OTHER_CHANNEL = 0.15
"""What more is asked where one account names one medium, and the other another one."""

MONTH = timedelta(31)
"""A longer time between the first and last possible day is no date."""

VERBATIM = 0.80
"""Likeness from which two wordings are called the same words."""

OPPOSED = 0.60
"""Share of common 4-grams from which a denial, another name, place or date makes two clauses two
statements. Below it they are told too differently to be set word against word: of the four such
differences found in joined pairs of Wikinews and the example affair, all below it, none is one."""

TOPIC, OWN, SMALL = 4, 1.0, 0.25
"""Words (of some weight) that two clauses must share where both have words of their own, of this
weight: fewer are what they are about. « La réforme des retraites sera votée avant l'été » and « La
réforme des retraites coûtera dix milliards » share two. Not asked of clauses with 4-grams enough to
be opposed word for word."""

NAMED = 6
"""Shared words named in a reason."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two wordings are one utterance, how sure, which clauses meet, and the reasons.

    ``apart`` names what tells two alike wordings apart.
    """

    joined: bool
    score: float
    parts: tuple[int, int]
    reasons: tuple[str, ...]
    apart: str | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two clauses are (0 to 1), how much of the shorter is in the other, which words."""

    value: float
    contained: float
    grams: float
    parts: tuple[int, int]
    shared: tuple[str, ...]


def decide(one: Statement, other: Statement, *, one_article: bool) -> Verdict | None:
    """Return the verdict on two wordings in one language; ``None`` where they are not one.

    « Le pont rouvrira en mai » and « Le pont ne rouvrira pas en mai », said by one speaker on one
    day, get a verdict that tells them apart.
    """
    speaks, dated = who(one, other), when(one, other)
    if speaks is None or dated is None:
        return None
    needed = _needed(one, other, dated, one_article=one_article)
    if _at_most(one, other) < needed:
        return None
    measure = _measure(one, other, one_article=one_article)
    best: Likeness | None = None
    apart: str | None = None
    for found in _alike(one, other):
        if measure(found) < needed:
            continue
        best = best or found
        apart = _apart(one, other, found)
        if apart is None:
            best = found
            break
    if best is None:
        return None
    score = round(0.5 + min(1.0, (measure(best) - needed) / (1.0 - needed)) / 2, 3)
    reasons = (speaks, dates(one, other, dated), _words(best))
    return Verdict(apart is None, score, best.parts, reasons, apart)


def _measure(one: Statement, other: Statement, *, one_article: bool) -> Callable[[Likeness], float]:
    """Return what counts of a likeness: in two titles or one, what they have in common.

    In two direct quotations of one article it is the very order of the characters.
    """
    if one.headline or other.headline:
        return lambda found: found.contained
    if one_article and one.direct and other.direct:
        return lambda found: found.grams
    return lambda found: found.value


def _at_most(one: Statement, other: Statement) -> float:
    """Return what likeness no two clauses can pass, by the words that the whole texts share."""
    ours, theirs = (clauses(s.text, s.language)[-1].words for s in (one, other))
    weight = sum(min(w, theirs[s]) for s, w in ours.items() if s in theirs)
    mass = min(1.0, weight / ENOUGH)
    return WORDS * mass + (1 - WORDS) * sqrt(mass)


def likeness(one: str, other: str, language: str) -> Likeness:
    """Return how alike the two most alike clauses of two texts of one language are."""
    return max(_pairs(one, other, language), key=_rank)


def _rank(found: Likeness) -> tuple[float, tuple[int, int]]:
    return found.value, (-found.parts[0], -found.parts[1])


def _alike(one: Statement, other: Statement) -> list[Likeness]:
    """Return all pairs of clauses, the most alike first."""
    return sorted(_pairs(one.text, other.text, one.language), key=_rank, reverse=True)


def _pairs(one: str, other: str, language: str) -> list[Likeness]:
    """Compare every clause with every other; a whole text stands for its clause most alike."""
    ours, theirs = clauses(one, language), clauses(other, language)
    found = {
        (i, j): _compared(a, b, (i, j)) for i, a in enumerate(ours) for j, b in enumerate(theirs)
    }
    if len(ours) == len(theirs) == 1:
        return list(found.values())
    return [_placed(found, f, len(ours), len(theirs)) for f in found.values()]


def _placed(
    found: dict[tuple[int, int], Likeness], one: Likeness, ours: int, theirs: int
) -> Likeness:
    """Return a likeness at the clauses that its whole texts stand for."""
    i, j = one.parts
    parts = _part(found, i, ours, 0), _part(found, j, theirs, 1)
    return one if parts == one.parts else replace(one, parts=parts)


def _part(found: dict[tuple[int, int], Likeness], place: int, count: int, side: int) -> int:
    """Return the place of a clause; for the whole, of the clause that is most like any other."""
    if count == 1 or place < count - 1:
        return place
    clauses_only = [pair for pair in found if pair[side] < count - 1]
    return max(clauses_only, key=lambda pair: (found[pair].value, -pair[side]))[side]


def _compared(a: Clause, b: Clause, parts: tuple[int, int]) -> Likeness:
    shared = {s: min(w, b.words[s]) for s, w in a.words.items() if s in b.words}
    weight = sum(shared.values())
    if not weight:
        return Likeness(0.0, 0.0, 0.0, parts, ())
    mass = min(1.0, weight / ENOUGH)
    dice = 2 * weight / (a.weight + b.weight)
    contained = weight / min(a.weight, b.weight)
    grams = 2 * len(a.grams & b.grams) / max(1, len(a.grams) + len(b.grams))
    order = (1 - WORDS) * grams * mass**0.5
    own = min(a.weight, b.weight) - weight
    if own >= OWN and grams < OPPOSED and sum(w >= SMALL for w in shared.values()) < TOPIC:
        return Likeness(0.0, 0.0, grams, parts, ())
    heaviest = sorted(shared, key=lambda s: (-shared[s], s))[:NAMED]
    return Likeness(
        WORDS * mass * (dice + contained) / 2 + order,
        WORDS * mass * contained + order,
        grams,
        parts,
        tuple(_both(a.forms[s], b.forms[s]) for s in heaviest),
    )


def _both(one: str, other: str) -> str:
    """Return a word that two clauses share; where each has one of its own for it, both.

    >>> _both("partenaires", "partenaire"), _both("prêts", "ouverte")
    ('partenaires', 'prêts ≈ ouverte')
    """
    return one if begin_alike(one, other) else f"{one} ≈ {other}"


def _needed(one: Statement, other: Statement, dated: When, *, one_article: bool) -> float:
    """Return how alike the clauses must be for these speakers, dates and places."""
    if one.headline or other.headline:
        needed = SUMMED_UP if one_article else max(SUMMED_UP_ELSEWHERE, NEEDED[dated])
    elif one_article and one.direct and other.direct:
        needed = TWICE_QUOTED
    elif one_article and dated != "next day":
        needed = ONE_ARTICLE
    else:
        needed = NEEDED[dated]
    if one.voice != other.voice:
        needed += BODY if one_article else BODY_ELSEWHERE
    if one.channel and other.channel and not _same_channel(one.channel, other.channel):
        needed += OTHER_CHANNEL
    return needed


def _same_channel(one: str, other: str) -> bool:
    """Tell whether two channels may be one: not where each names a medium that the other does not.

    "CNN" and "entretien à CNN" may, "CNN" and "conférence de presse" too; "CNN" and "la RTBF" not.
    """
    ours, theirs = ({w for w in c.split() if w[0].isupper()} for c in (one, other))
    return not ours or not theirs or bool(ours & theirs)


def who(one: Statement, other: Statement) -> str | None:
    """Say why the speakers may be one, or ``None`` where they are two."""
    if one.voice == other.voice:
        names = one.speaker_name, other.speaker_name
        by_name = one.voice.startswith("name:")
        return (
            None if by_name and not same_speaker(*names) else f"one speaker: {max(names, key=len)}"
        )
    if one.person and other.person:
        return None
    if one.bodies & other.bodies:
        person, body = (one, other) if one.person else (other, one)
        speaks = "speaks for" if person.person else "stands for the same as"
        return f"{person.speaker_name} {speaks} {body.speaker_name}"
    return None


def when(one: Statement, other: Statement) -> When | None:
    """Say how the dates fit, or ``None`` where they do not."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return "no date"
    if one.first <= other.last and other.first <= one.last:
        if max(one.last - one.first, other.last - other.first) > MONTH:
            return "no date"
        if not (one.told and other.told):
            return "fitting dates"
        days = one.first == one.last and other.first == other.last
        return "same day" if days else "told dates"
    gap = max(one.first, other.first) - min(one.last, other.last)
    return "next day" if gap <= timedelta(1) and one.told and other.told else None


def dates(one: Statement, other: Statement, dated: When) -> str:
    """Say in words how the dates fit."""
    if dated == "same day":
        return f"both said on {one.first}"
    if dated == "no date":
        return "no date speaks against it"
    return f"the days fit: {_span(one)} and {_span(other)}"


def _span(statement: Statement) -> str:
    first, last = statement.first, statement.last
    days = str(first) if first == last else f"{first} to {last}"
    return days if statement.told else f"{days} (by the publication)"


def _words(found: Likeness) -> str:
    how = "the same words" if found.value >= VERBATIM else "words in common"
    return f"{how}: {', '.join(found.shared)}"


def _apart(one: Statement, other: Statement, found: Likeness) -> str | None:
    """Name what makes two alike clauses two statements: other figures, a denial, another name."""
    a = clauses(one.text, one.language)[found.parts[0]].text
    b = clauses(other.text, other.language)[found.parts[1]].text
    figures = _FIGURE.search(a) and _FIGURE.search(b)
    if found.grams < OPPOSED and not figures:
        return None
    for difference in contradictions(a, b, one.language):
        if difference.kind == "number" or found.grams >= OPPOSED:
            return difference.note
    return None
