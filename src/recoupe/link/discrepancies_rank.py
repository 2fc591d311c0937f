"""Chooses the discrepancies worth a reader's time: all of a story in, the best of them out."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.findings import Discrepancy, Passage

MOST = 40
"""Discrepancies of one story that are kept: nobody reads more."""
LEAST = 0.4
"""Weight from which a discrepancy is kept."""


def ranked(found: Sequence[Discrepancy]) -> list[Discrepancy]:
    """Return the weightiest discrepancies, each about words that no weightier one is about."""
    kept: list[Discrepancy] = []
    for discrepancy in sorted(found, key=lambda d: (-d.weight, d.id)):
        if discrepancy.weight < LEAST or len(kept) == MOST:
            break
        if not any(_same(discrepancy, k) for k in kept):
            kept.append(discrepancy)
    return kept


def _same(one: Discrepancy, other: Discrepancy) -> bool:
    """Tell whether two discrepancies are about the same words of two articles."""
    met = {w.article for w in one.words if any(_overlap(w, v) for v in other.words)}
    return len(met) > 1


def _overlap(a: Passage, b: Passage) -> bool:
    return a.article == b.article and a.start < b.end and b.start < a.end
