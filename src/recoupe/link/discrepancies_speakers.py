"""Finds words that two articles give to different people: two sentences in, a discrepancy out.

Only named people count, and only where both articles say who speaks: « a dit le ministre » may be
anybody's other name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from recoupe.findings import Discrepancy
from recoupe.link.differences_side import both, side
from recoupe.link.discrepancies_batch import Rows
from recoupe.link.discrepancies_told import Page, Told, Words, tell
from recoupe.link.twins import same_speaker

WEIGHT = 0.9
SAME = 0.8
"""Part of the content of either that two quotations must share to be the same words."""
FEWEST = 5
"""Content words of words that two people do not happen to say alike."""

NAMED = """
    WITH people AS (
        SELECT x.actor, any_value(x.entity) AS entity
        FROM (SELECT id AS entity, unnest(members).id AS actor FROM current_entities) x
        WHERE x.actor IN (
            SELECT id FROM actors WHERE article IN (SELECT article FROM held)
        )
        GROUP BY x.actor
    )
    SELECT h.story, q.article, unnest(q.content)."start", unnest(q.content)."end", q.speaker_name,
        coalesce(p.entity, q.speaker), q."source"."start", q."source"."end"
    FROM current_quotations q JOIN held h ON h.article = q.article
    JOIN actors a ON a.id = q.speaker AND a.named AND a.kind = 'person'
    LEFT JOIN people p ON p.actor = q.speaker
    WHERE q."source" IS NOT NULL ORDER BY ALL
"""
"""The words of the named people of some stories."""


@dataclass(frozen=True, slots=True)
class Named:
    """Words of a named person: where they stand, who the person is, where the article says so."""

    start: int
    end: int
    name: str
    person: str
    source_start: int
    source_end: int


def named(rows: Rows) -> dict[str, list[Named]]:
    """Return the words of named people by article; ``rows`` are those of ``NAMED``."""
    found: defaultdict[str, list[Named]] = defaultdict(list)
    for article, *row in rows:
        found[article].append(Named(*row))
    return found


def given_to_two(
    one: tuple[str, int, int],
    other: tuple[str, int, int],
    known: dict[str, list[Named]],
    pages: dict[str, Page],
    about: str,
) -> Discrepancy | None:
    """Return that the same words (article, start, end) are given to two people, if they are."""
    a, b = _speaker(one, known), _speaker(other, known)
    if a is None or b is None or a.person == b.person or same_speaker(a.name, b.name):
        return None
    language = pages[one[0]].language
    first, second = (
        side(pages[p[0]].text[n.start : n.end], language) for p, n in ((one, a), (other, b))
    )
    if min(len(first.content()), len(second.content())) < FEWEST or both(first, second) < SAME:
        return None
    told = Told("speaker", "speaker", about, WEIGHT)
    return tell(told, [_words(one, a), _words(other, b)], pages)


def _speaker(place: tuple[str, int, int], known: dict[str, list[Named]]) -> Named | None:
    """Return the one named person to whom a sentence is given."""
    article, start, end = place
    here = [n for n in known.get(article, ()) if n.start < end and start < n.end]
    return here[0] if len({n.person for n in here}) == 1 else None


def _words(place: tuple[str, int, int], speaker: Named) -> Words:
    article, start, end = place
    first, last = min(start, speaker.source_start), max(end, speaker.source_end)
    return Words(article, speaker.source_start, speaker.source_end, first, last)
