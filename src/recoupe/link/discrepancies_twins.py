"""Compares sentences of two articles that are on one thing: marks of a story in, discrepancies out.

Two sentences are candidates where they share two of their rarest words; ``compare`` then says what
they tell differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from recoupe.findings import Discrepancy
from recoupe.link.differences import HARD, Difference, compare
from recoupe.link.differences_side import Side, both, like, side
from recoupe.link.discrepancies_about import phrase
from recoupe.link.discrepancies_batch import Rows
from recoupe.link.discrepancies_speakers import Named, given_to_two
from recoupe.link.discrepancies_told import TWO_ACCOUNTS, Page, Told, Words, tell

SAME_FACT = 0.5
"""Part of the content that both of two sentences must share to be accounts of one fact."""
FEWEST = 5
"""Content words of a sentence from which it tells a fact of its own."""
CROWD = 60
"""Sentences of a story that share two rare words, above which the pair of words tells nothing."""

WEIGHTS = {
    "negation": 0.95,
    "number": 0.85,
    "date": 0.8,
    "place": 0.75,
    "name": 0.8,
    "certainty": 0.75,
    "wording": 0.75,
}
"""What a difference of a kind is worth at most; ``compare`` says how much of it."""

TOLD_APART = {"certainty": ("conditional",), "wording": ("distance",)}
"""Of these kinds, what whole sentences are compared for: the rest is met by marks."""

PAIRS = f"""
    WITH sentences AS (
        SELECT DISTINCT article, "first", "last", voice,
            unnest(if(line = '', context, [line])) AS line -- once there was a row for each
        FROM account_marks WHERE kind = 'twin' AND article IN (SELECT article FROM held)
    ),
    here AS (
        SELECT s.*, h.story, h.language, h.origin, h.outlet, h.dated
        FROM sentences s JOIN held h ON h.article = s.article
    ),
    telling AS (
        SELECT story, line FROM here GROUP BY story, line HAVING count(*) BETWEEN 2 AND ?
    )
    SELECT DISTINCT x.story, x.article, x."first", x."last", x.voice,
        y.article, y."first", y."last", y.voice
    FROM here x JOIN telling t USING (story, line)
    JOIN here y ON y.story = x.story AND y.line = x.line AND y.language = x.language
        AND y.article > x.article AND y.origin <> x.origin AND {TWO_ACCOUNTS}
    ORDER BY ALL
"""  # noqa: S608 - our own text
"""The sentences of some stories that share two rare words, of articles that can be two accounts of
one moment; its bound is ``CROWD``. Of 50,000 articles, all pairs were ten millions of one batch of
stories, and took 11 GB (``benchmarks/building.py``)."""


Known = Callable[[], dict[str, list[Named]]]
"""Gives the words of named people by article; asked for only where two tellers differ."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article; ``teller`` is who is reported to say it, if anybody."""

    article: str
    start: int
    end: int
    teller: str


def twins(rows: Rows, pages: dict[str, Page], known: Known) -> Iterator[Discrepancy]:
    """Yield what sentences of different origins on one fact tell differently.

    ``rows`` are those of ``PAIRS`` for one story.
    """
    for row in rows:
        yield from _compared(Sentence(*row[:4]), Sentence(*row[4:]), pages, known)


def _compared(
    one: Sentence, other: Sentence, pages: dict[str, Page], known: Known
) -> Iterator[Discrepancy]:
    first, second = _text(one, pages), _text(other, pages)
    language = pages[one.article].language
    here, there = side(first, language), side(second, language)
    if min(len(here.content()), len(there.content())) < FEWEST:
        return
    shared = both(here, there)
    if one.teller != other.teller and "" not in {one.teller, other.teller}:
        if shared >= SAME_FACT:
            yield from _of_two(one, other, pages, known)
        return
    if shared >= SAME_FACT and _names(here, there):
        yield from _differing(one, other, pages)


def _text(sentence: Sentence, pages: dict[str, Page]) -> str:
    return pages[sentence.article].text[sentence.start : sentence.end]


def _of_two(
    one: Sentence, other: Sentence, pages: dict[str, Page], known: Known
) -> Iterator[Discrepancy]:
    """Yield that two people are given the same words."""
    about = subject(_text(one, pages), pages[other.article], other)
    first, second = ((s.article, s.start, s.end) for s in (one, other))
    found = given_to_two(first, second, known(), pages, about)
    if found:
        yield found


def _differing(one: Sentence, other: Sentence, pages: dict[str, Page]) -> Iterator[Discrepancy]:
    """Yield what two sentences on one fact tell differently, if it is one thing."""
    a, b = pages[one.article], pages[other.article]
    found = compare(_text(one, pages), _text(other, pages), a.language, (_day(a), _day(b)))
    if len({d.kind for d in found if d.kind in HARD and not d.compatible}) > 1:
        return
    for difference in found:
        told = _tell(difference, one, other, pages)
        if told:
            yield told


def _names(here: Side, there: Side) -> bool:
    """Tell whether two sentences share a name: else they may be of any day and any place."""
    named = [i for i in here.content() if i and here.words[i].capital]
    return any(like(here.words[i], there) for i in named)


def _day(page: Page) -> date | None:
    return date.fromisoformat(page.day) if len(page.day) == len("2000-01-01") else None


def _tell(
    difference: Difference, one: Sentence, other: Sentence, pages: dict[str, Page]
) -> Discrepancy | None:
    """Put a difference down, where it is one that two accounts of a fact can have."""
    if difference.kind not in WEIGHTS or difference.a is None or difference.b is None:
        return None
    if difference.compatible and difference.kind != "number":
        return None
    if difference.kind in TOLD_APART and difference.reason not in TOLD_APART[difference.kind]:
        return None
    spans = ((one, difference.a), (other, difference.b))
    found = [Words(s.article, s.start + d.start, s.start + d.end, s.start, s.end) for s, d in spans]
    page = pages[one.article]
    about = subject(page.text[one.start : one.end], pages[other.article], other)
    weight = WEIGHTS[difference.kind] * (0.6 if difference.compatible else 1)
    told = Told(difference.kind, difference.reason, about, weight, difference.compatible)
    return tell(told, found, pages)


def subject(text: str, page: Page, other: Sentence) -> str:
    """Return the words of a sentence that the other has too: what both are about."""
    here = side(text, page.language)
    there = side(page.text[other.start : other.end], page.language)
    stems = {there.words[j].stem for j in there.content()}
    return phrase(here, (i for i in here.content() if here.words[i].stem in stems))
