"""Finds pages that carry one dispatch or lend one another paragraphs: texts in, groups out.

Candidates are pairs of articles whose sentences share MinHash bands, found by one join in SQL.
Each candidate is laid side by side, sentence by sentence, and decided by itself; groups are the
connected pairs. Pairs that were decided before are not compared again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.engine.chunks import chunked
from recoupe.findings import Reuse
from recoupe.link.alone import make_up, signature
from recoupe.link.reprints_candidates import undecided
from recoupe.link.reprints_decide import compare, relation
from recoupe.link.reprints_groups import group
from recoupe.link.reprints_reuse import reuse, revise
from recoupe.link.reprints_sides import Sides, articles
from recoupe.link.reprints_signatures import RECIPE
from recoupe.rows import insert

COMPARED = 16_384
"""Pairs compared at once, of some 2,400 articles. Each batch is one pass over the articles, 0.1 s
where there are 100,000: many make that grow with the square."""

Pair = tuple[str, str]


def link_reprints(connection: DuckDBPyConnection) -> None:
    """Renew the reprints, reuses and revisions of the dossier."""
    _forget(connection)
    make_up(connection, "signatures", signature, articles)
    cut = Sides(connection)
    for batch in chunked(undecided(connection), COMPARED):
        _decide(connection, batch, cut)
    group(connection, cut)
    revise(connection)


def _forget(connection: DuckDBPyConnection) -> None:
    connection.execute("DELETE FROM signatures WHERE recipe <> ?", [RECIPE])
    connection.execute("DELETE FROM article_pairs WHERE a IN (FROM fresh) OR b IN (FROM fresh)")
    connection.execute("DELETE FROM reuses WHERE source IN (FROM fresh) OR article IN (FROM fresh)")


def _decide(connection: DuckDBPyConnection, pairs: Sequence[Pair], cut: Sides) -> None:
    """Lay each pair side by side and keep what the two are to each other, be it nothing."""
    held = cut.of({name for pair in pairs for name in pair})
    rows: list[dict[str, Any]] = []
    reuses: list[Reuse] = []
    for a, b in pairs:
        pair = compare(held[a], held[b])
        told, reasons = relation(held[a], held[b], pair)
        row = {"a": a, "b": b, "relation": told, "alike": pair.alike, "reasons": list(reasons)}
        rows.append(row | {"share_a": pair.share_of_one, "share_b": pair.share_of_other})
        if told == "reuse":
            reuses.append(reuse(held[a], held[b], pair))
    insert(connection, "article_pairs", rows)
    insert(connection, "reuses", reuses)
