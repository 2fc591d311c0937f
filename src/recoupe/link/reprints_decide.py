"""Decides what two articles have to do with each other: both side by side in, one word out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from recoupe.days import days
from recoupe.link.reprints_align import Match, matches, same_words
from recoupe.link.reprints_text import Sentence, Side
from recoupe.records import Article

Relation = Literal["copy", "reuse"]

MOST = 0.45
"""Share of one body found in the other from which the two are one dispatch, where the opening of
one of them, the news, is among what they share."""

WITHOUT_LEAD = 0.6
"""The same where neither opening is shared: what articles of a running story have in common is
their background, a third to a half of each."""

NEARLY_ALL = 0.8
"""The same for two pages of one outlet, which takes its own paragraphs up again from day to day
(1,157 articles of one site, Wikinews: those that share paragraphs share at most 0.69), and for
pages more than ``NEAR_DAYS`` apart."""

NEAR_DAYS, MOST_DAYS = 3, 30
"""Days within which papers print a dispatch, and weeklies and magazines."""

LEAST = 0.1
"""Share that the longer of the two must have in common: a brief inside a page is a reuse."""

FORM_WORDS, FORM_GAP, FORM_DETAILS = 0.9, 0.3, 12
"""A form (results of a stage, of a match, of a vote) keeps its words and changes the figures and
names in them: at least 0.9 of the words are the same, and the figures and names (12 at least) are
so more seldom by 0.3. An editor changes words and keeps the facts. Without this test the results of
a whole season are one dispatch; with it the 1,157 Wikinews articles, taken for pages of as many
outlets, give 10 groups of 24 pages. A gap of 0.25 over 8 loses twice as many true copies, whose
replaced words happen to be names, and groups hardly less (10 of 22)."""

REUSED_WORDS = 25
"""Words that make a passage worth telling of: two sentences, or a long one."""

REUSED_ALIKE, REUSED_DETAILS = 0.75, 0.7
"""How alike a sentence must be, and its figures and names, to count as taken over by another."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What two articles share: sentences, the part of each body they make up, how alike they are.

    ``leads``: the opening sentence of one of them is among them.
    """

    matches: tuple[Match, ...]
    share_of_one: float
    share_of_other: float
    alike: float
    leads: bool


def compare(one: Side, other: Side) -> Pair:
    """Lay two articles side by side."""
    found = matches(one, other)
    of_one, of_other = {m.one for m in found}, {m.other for m in found}
    weights = [(len(one.sentences[m.one].words), m.score) for m in found]
    alike = sum(n * score for n, score in weights) / max(1, sum(n for n, _ in weights))
    leads = _lead(one.sentences) in of_one or _lead(other.sentences) in of_other
    shares = _share(one.sentences, of_one), _share(other.sentences, of_other)
    return Pair(found, *shares, alike, leads)


def _share(sentences: Sequence[Sentence], found: set[int]) -> float:
    """Return the part of the words of the body that lie in the sentences found."""
    body = [(i in found, len(s.words)) for i, s in enumerate(sentences) if not s.titled]
    return sum(n for hit, n in body if hit) / max(1, sum(n for _, n in body))


def _lead(sentences: Sequence[Sentence]) -> int:
    return next((i for i, s in enumerate(sentences) if not s.titled), -1)


def relation(one: Side, other: Side, pair: Pair) -> tuple[Relation | None, tuple[str, ...]]:
    """Return what the two are to each other, with the reasons, from this pair alone."""
    most, least = sorted((pair.share_of_one, pair.share_of_other), reverse=True)
    told = f"{most:.0%} of the one and {least:.0%} of the other are the same sentences"
    needed, why = _needed(one.article, other.article, leads=pair.leads)
    if most >= needed and least >= LEAST and not is_form(one, other, pair.matches):
        return "copy", (told, why)
    words = sum(len(one.sentences[m.one].words) for m in reused(one, other, pair.matches))
    if words >= REUSED_WORDS:
        return "reuse", (told, f"{words} words are taken over")
    return None, ()


def _needed(one: Article, other: Article, *, leads: bool) -> tuple[float, str]:
    """Return how much of one must be in the other for the two to be one dispatch, and why."""
    apart = days_apart(one, other) or 0
    if apart > MOST_DAYS:
        return 2.0, "they are of other months"  # more than all
    if one.outlet is not None and one.outlet == other.outlet:
        return NEARLY_ALL, "both are of one outlet, and nearly the whole is the same"
    if apart > NEAR_DAYS:
        return NEARLY_ALL, f"they are {apart} days apart, and nearly the whole is the same"
    if leads:
        return MOST, "the opening is among them"
    return WITHOUT_LEAD, "they are more than background"


def days_apart(one: Article, other: Article) -> int | None:
    """Return how many days lie between two publications, ``None`` where one is not dated."""
    first, last = (days((a.published.value or "")[:10]) for a in (one, other))
    return abs((first[0] - last[0]).days) if first and last else None


def is_form(one: Side, other: Side, found: Sequence[Match]) -> bool:
    """Tell whether two texts have their words in common and not their figures and names."""
    same, total = {True: 0, False: 0}, {True: 0, False: 0}
    for match in found:
        for detail, kept in _kept(one.sentences[match.one], other.sentences[match.other]):
            total[detail] += 1
            same[detail] += kept
    if total[True] < FORM_DETAILS or not total[False]:
        return False
    words, details = same[False] / total[False], same[True] / total[True]
    return words >= FORM_WORDS and words - details >= FORM_GAP


def _kept(one: Sentence, other: Sentence) -> list[tuple[bool, bool]]:
    """Return for each word of the shorter sentence: is it a detail, and is it in the longer one."""
    short, long = sorted((one, other), key=lambda s: (len(s.words), s.words))
    kept = same_words(short.words, long.words)
    return [(i in short.details, i in kept) for i in range(len(short.words))]


def reused(one: Side, other: Side, found: Sequence[Match]) -> tuple[Match, ...]:
    """Return the sentences of the body that were taken over with their figures and names."""
    return tuple(m for m in found if _is_reused(one.sentences[m.one], other.sentences[m.other], m))


def _is_reused(one: Sentence, other: Sentence, match: Match) -> bool:
    if match.score < REUSED_ALIKE:
        return False
    details = [kept for detail, kept in _kept(one, other) if detail]
    return sum(details) >= REUSED_DETAILS * len(details)
