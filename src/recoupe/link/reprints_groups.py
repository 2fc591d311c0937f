"""Writes the groups of pages that carry one dispatch: decided pairs in, the table reprints out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from duckdb import DuckDBPyConnection

from recoupe.clean.credits import page_credits
from recoupe.engine.chunks import chunked
from recoupe.findings import Copy, Reprint
from recoupe.ids import make_id
from recoupe.link.reprints_changes import changes
from recoupe.link.reprints_original import Link, choose
from recoupe.link.reprints_partition import partition
from recoupe.link.reprints_sides import sides
from recoupe.link.reprints_text import Side
from recoupe.rows import delete, insert

BATCH = 64

_PAIRS = """
    SELECT a, b, alike * (share_a + share_b) / 2 FROM article_pairs WHERE relation = 'copy'
"""
"""The strength of a pair: the part of both bodies that is the same, by how alike it is."""

_LINKS = """
    SELECT a, b, share_a, share_b, alike, reasons FROM article_pairs
    WHERE list_contains(?, a) AND list_contains(?, b) ORDER BY a, b
"""


def group(connection: DuckDBPyConnection) -> None:
    """Renew the groups that are not what they were, or that hold a fresh article."""
    rows = connection.execute(_PAIRS).fetchall()
    strengths = {(a, b): strength for a, b, strength in rows}
    groups = {make_id("reprint", *names): names for names in partition(strengths)}
    known = {row[0] for row in connection.execute("SELECT id FROM reprints").fetchall()}
    fresh = {row[0] for row in connection.execute("FROM fresh").fetchall()}
    new = [key for key, names in groups.items() if key not in known or not fresh.isdisjoint(names)]
    delete(connection, "reprints", "id", sorted((known - groups.keys()).union(new)))
    for batch in chunked(new, BATCH):
        insert(connection, "reprints", [_reprint(connection, key, groups[key]) for key in batch])


def _reprint(connection: DuckDBPyConnection, key: str, names: Sequence[str]) -> Reprint:
    """Put one group together."""
    held = sides(connection, names)
    rows = connection.execute(_LINKS, [names, names]).fetchall()
    links = {(row[0], row[1]): Link(*row[:5]) for row in rows}
    reasons = {(row[0], row[1]): tuple(row[5]) for row in rows}
    chosen = choose({name: side.article for name, side in held.items()}, list(links.values()))
    copies = tuple(
        _copy(held[chosen.original], held[name], _why(chosen.original, name, reasons))
        for name in names
        if name != chosen.original
    )
    return Reprint(key, chosen.original, copies, chosen.agency, chosen.reasons)


def _why(
    original: str, name: str, reasons: Mapping[tuple[str, str], tuple[str, ...]]
) -> tuple[str, ...]:
    """Say why a page is in the group: its pair with the original, else with another copy."""
    own = reasons.get((min(original, name), max(original, name)))
    if own:
        return own
    first = min(pair for pair in reasons if name in pair)
    other = next(n for n in first if n != name)
    return (f"by way of another copy ({other})", *reasons[first])


def _copy(original: Side, side: Side, reasons: tuple[str, ...]) -> Copy:
    found = changes(original, side)
    credited = [c for c in page_credits(side.article) if c != side.article.outlet]
    credit = [f"the page credits {' and '.join(credited)}"] if credited else []
    return Copy(
        side.article.id,
        found.share,
        found.told,
        found.kept,
        (*reasons, *credit),
        found.cut,
        found.added,
        found.edited,
    )
