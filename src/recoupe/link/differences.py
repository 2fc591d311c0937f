"""Compares two passages on one thing: two strings in, the differences that change the sense out.

The interface::

    compare(a, b, language, references=(None, None)) -> tuple[Difference, ...]

``a`` and ``b`` are plain strings (the content of two quotations, two sentences), in one language;
``references`` are the days from which the time words of each count (its article's publication).
A :class:`Difference` has a ``kind`` (negation, number, date, place, name, certainty, condition,
wording), the stretches ``a`` and ``b`` (:class:`~recoupe.records.Span` with offsets into the
strings given; ``None`` where that side has nothing to show), ``compatible`` (both can be true: 17
and "more than a dozen"), a ``weight`` from 0 to 1, and a ``note`` in a plain sentence. Mere
paraphrase gives nothing. The order of the two passages changes nothing but the sides.

:func:`contradict` tells whether two passages cannot both be true renderings of one statement.

No parse is needed and nothing is remembered but what was read of single passages, so many pairs can
be compared. Another language needs its lexicon files; one without them gives no differences.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from recoupe import lexicon
from recoupe.link.differences_certainty import certainty, conditions
from recoupe.link.differences_date import dates, differing, stretches
from recoupe.link.differences_kinds import Difference, note
from recoupe.link.differences_names import names
from recoupe.link.differences_negation import negations
from recoupe.link.differences_number import numbers
from recoupe.link.differences_side import side
from recoupe.link.differences_wording import wording

__all__ = ["Difference", "compare", "contradict", "contradictions", "note"]

HARD = frozenset({"negation", "number", "date", "place", "name"})
"""Kinds in which two renderings of one statement cannot differ and both be right."""


def compare(
    a: str,
    b: str,
    language: str,
    references: tuple[date | None, date | None] = (None, None),
) -> tuple[Difference, ...]:
    """Return what two passages on one thing say differently, the weightiest first.

    >>> [d.kind for d in compare("Le port a rouvert.", "Le port n'a pas rouvert.", "fr")]
    ['negation']
    """
    if language not in lexicon.languages():
        return ()
    found = _all(a, b, language, references)
    return tuple(sorted(found, key=lambda d: (-d.weight, d.kind, d.a.start if d.a else -1)))


def contradict(a: str, b: str, language: str) -> bool:
    """Tell whether two passages differ in something that only one of them can have right."""
    return any(contradictions(a, b, language))


def contradictions(a: str, b: str, language: str) -> Iterator[Difference]:
    """Yield what only one of two renderings of one statement can have right.

    These are the differences of :func:`compare` that are hard, at a third of its cost.
    """
    if language in lexicon.languages():
        found = _hard(a, b, language, (None, None))
        yield from (d for d in found if d.kind in HARD and not d.compatible)


def _hard(
    a: str, b: str, language: str, references: tuple[date | None, date | None]
) -> Iterator[Difference]:
    one, other = side(a, language), side(b, language)
    yield from negations(one, other)
    mine, theirs = dates(a, language, references[0]), dates(b, language, references[1])
    yield from numbers(one, other, (stretches(mine), stretches(theirs)))
    yield from differing(one, other, mine, theirs)
    yield from names(one, other)


def _all(
    a: str, b: str, language: str, references: tuple[date | None, date | None]
) -> Iterator[Difference]:
    yield from _hard(a, b, language, references)
    one, other = side(a, language), side(b, language)
    yield from certainty(one, other)
    yield from wording(one, other)
    yield from conditions(one, other)
