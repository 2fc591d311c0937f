"""Compares how articles present a person: the roles of a story's actors in, discrepancies out.

« envoyé spécial du président pour l'énergie » in one, « directeur général du fonds souverain » in
another: both can be true, and the reader should know both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from recoupe.findings import Discrepancy
from recoupe.link.differences_side import side
from recoupe.link.discrepancies_batch import Rows
from recoupe.link.discrepancies_told import Page, Told, Words, tell
from recoupe.link.twins import same_speaker, surname

SPECIFIC = 4
"""Content words from which a role says what a person does: « le chef de l'État » says who it is."""
WEIGHT = 0.42

ROLES = """
    SELECT x.story, x."name", x.article, r.span."start", r.span."end"
    FROM (SELECT h.story, "name", a.article, unnest(roles) AS r
        FROM actors a JOIN held h ON h.article = a.article WHERE kind = 'person' AND named) x
    ORDER BY ALL
"""
"""The roles of the people of some stories."""


@dataclass(frozen=True, slots=True)
class _Role:
    name: str
    words: Words
    head: str


def roles(rows: Rows, pages: dict[str, Page]) -> Iterator[Discrepancy]:
    """Yield people to whom different articles give roles that say different things.

    ``rows`` are those of ``ROLES`` for one story.
    """
    by_surname: defaultdict[str, list[_Role]] = defaultdict(list)
    for name, article, start, end in rows:
        role = _role(name, Words(article, start, end, start, end), pages)
        if role:
            by_surname[surname(name)].append(role)
    for found in by_surname.values():
        yield from _differing(found, pages)


def _role(name: str, words: Words, pages: dict[str, Page]) -> _Role | None:
    page = pages[words.article]
    here = side(page.text[words.start : words.end], page.language)
    content = here.content()
    if len(content) < SPECIFIC:
        return None
    first = page.text.rfind("\n", 0, words.start) + 1
    last = page.text.find("\n", words.end)
    line = Words(words.article, words.start, words.end, first, last if last >= 0 else words.end)
    return _Role(name, line, here.words[content[0]].stem)


def _differing(found: Sequence[_Role], pages: dict[str, Page]) -> Iterator[Discrepancy]:
    heads: defaultdict[str, set[str]] = defaultdict(set)
    for role in found:
        heads[pages[role.words.article].origin].add(role.head)
    for a, b in combinations(found, 2):
        one, other = pages[a.words.article], pages[b.words.article]
        known = a.head in heads[other.origin] or b.head in heads[one.origin]
        if known or one.language != other.language or not same_speaker(a.name, b.name):
            continue
        discrepancy = tell(
            Told("wording", "role", a.name, WEIGHT, compatible=True), [a.words, b.words], pages
        )
        if discrepancy:
            yield discrepancy
            return
