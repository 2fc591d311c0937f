"""Writes the groups of pages that carry one dispatch: decided pairs in, the table reprints out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from duckdb import DuckDBPyConnection

from recoupe.clean.credits import page_credits
from recoupe.engine.chunks import chunked
from recoupe.findings import Copy, Reprint
from recoupe.ids import make_id
from recoupe.link.partition import partition
from recoupe.link.reprints_changes import changes
from recoupe.link.reprints_original import Link, choose
from recoupe.link.reprints_sides import Sides
from recoupe.link.reprints_text import Side
from recoupe.rows import LISTED, delete, insert, listed

BATCH = 512
"""Groups put together at once: each batch is one pass over the articles, whose number it multiplies
where there are many groups; of pages of 6,000 characters 512 groups are 200 MB."""

_PAIRS = """
    SELECT a, b, alike * (share_a + share_b) / 2 FROM article_pairs WHERE relation = 'copy'
"""
"""The strength of a pair: the part of both bodies that is the same, by how alike it is."""

_LINKS = """
    CREATE OR REPLACE TEMP TABLE reprint_links AS
    WITH pairs AS (SELECT *, (relation IS NOT NULL)::INTEGER AS held FROM article_pairs)
    SELECT x.key, p.a, p.b, p.share_a * held AS share_a, p.share_b * held AS share_b,
        p.alike * held AS alike, relation, reasons
    FROM pairs p JOIN grouped x ON x.page = p.a JOIN grouped y ON y.page = p.b
    WHERE x.key = y.key ORDER BY x.key, p.a, p.b
"""
"""All pairs that were compared inside the groups; those that came to nothing share nothing."""

_LINKED = f"FROM reprint_links WHERE key IN {LISTED} ORDER BY key, a, b"

WRITTEN = 4096

Pair = tuple[str, str]
Reasons = dict[Pair, tuple[str, ...]]


def group(connection: DuckDBPyConnection, cut: Sides) -> None:
    """Renew the groups that are not what they were, or that hold a fresh article.

    All groups of a batch are put together with one look at the articles and one at the pairs.
    """
    rows = connection.execute(_PAIRS).fetchall()
    strengths = {(a, b): strength for a, b, strength in rows}
    groups = {make_id("reprint", *names): names for names in partition(strengths)}
    known = {row[0] for row in connection.execute("SELECT id FROM reprints").fetchall()}
    fresh = {row[0] for row in connection.execute("FROM fresh").fetchall()}
    new = [key for key, names in groups.items() if key not in known or not fresh.isdisjoint(names)]
    delete(connection, "reprints", "id", sorted((known - groups.keys()).union(new)))
    new.sort()
    _link(connection, {key: groups[key] for key in new})
    for batch in chunked(new, BATCH):
        wanted = {key: groups[key] for key in batch}
        held = cut.of({name for names in wanted.values() for name in names})
        links, reasons = _links(connection, wanted)
        records = [
            _reprint(key, {name: held[name] for name in names}, links[key], reasons[key])
            for key, names in wanted.items()
        ]
        insert(connection, "reprints", records)
    connection.execute("DROP TABLE reprint_links")


def _link(connection: DuckDBPyConnection, groups: Mapping[str, Sequence[str]]) -> None:
    """Make the table ``reprint_links`` of the pairs inside all groups, in one pass over them."""
    connection.execute("CREATE OR REPLACE TEMP TABLE grouped (key VARCHAR, page VARCHAR)")
    rows = ({"key": key, "page": name} for key, names in groups.items() for name in names)
    for batch in chunked(rows, WRITTEN):
        insert(connection, "grouped", batch)
    connection.execute(_LINKS)
    connection.execute("DROP TABLE grouped")


def _links(
    connection: DuckDBPyConnection, groups: Mapping[str, Sequence[str]]
) -> tuple[dict[str, list[Link]], dict[str, Reasons]]:
    """Return by group how its pages share, and why those pairs that are copies are so."""
    links: dict[str, list[Link]] = {key: [] for key in groups}
    reasons: dict[str, Reasons] = {key: {} for key in groups}
    for key, *link, told, why in connection.execute(_LINKED, [listed(groups)]).fetchall():
        links[key].append(Link(*link))
        if told == "copy":
            reasons[key][link[0], link[1]] = tuple(why)
    return links, reasons


def _reprint(
    key: str, held: Mapping[str, Side], links: Sequence[Link], reasons: Reasons
) -> Reprint:
    """Put one group together."""
    chosen = choose({name: side.article for name, side in held.items()}, links)
    first = {name: pair for pair in sorted(reasons, reverse=True) for name in pair}
    copies = tuple(
        _copy(held[chosen.original], held[name], _why(chosen.original, name, reasons, first[name]))
        for name in held
        if name != chosen.original
    )
    return Reprint(key, chosen.original, copies, chosen.agency, chosen.reasons)


def _why(original: str, name: str, reasons: Reasons, first: Pair) -> tuple[str, ...]:
    """Say why a page is in the group: its pair with the original, else its first pair."""
    own = reasons.get((min(original, name), max(original, name)))
    if own:
        return own
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
