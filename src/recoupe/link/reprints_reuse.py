"""Tells of passages taken over from another page, and of new texts at one address."""

from __future__ import annotations

from itertools import pairwise

from duckdb import DuckDBPyConnection

from recoupe.clean.outlets import is_agency
from recoupe.engine.chunks import chunked
from recoupe.findings import Reuse, Revision
from recoupe.ids import make_id
from recoupe.link.reprints_align import Match
from recoupe.link.reprints_changes import changes, edit
from recoupe.link.reprints_decide import Pair, reused
from recoupe.link.reprints_original import before
from recoupe.link.reprints_sides import sides
from recoupe.link.reprints_text import Side
from recoupe.records import Article
from recoupe.rows import delete, insert

BATCH = 128


def reuse(one: Side, other: Side, pair: Pair) -> Reuse:
    """Tell which of two pages holds passages of which, and show them sentence by sentence."""
    found = reused(one, other, pair.matches)
    source, page, why = one, other, _first(one.article, other.article)
    if why is None and (why := _first(other.article, one.article)):
        source, page = other, one
        found = tuple(Match(m.other, m.one, m.score) for m in found)
    body = sum(len(s.words) for s in page.sentences if not s.titled)
    taken = sum(len(page.sentences[i].words) for i in {m.other for m in found})
    return Reuse(
        make_id("reuse", source.article.id, page.article.id),
        source.article.id,
        page.article.id,
        taken / max(1, body),
        tuple(edit(source, page, m) for m in found),
        (f"{taken} words are the same", why or "which of the two came first is not known"),
    )


def _first(one: Article, other: Article) -> str | None:
    """Say why the first of two articles is the source of what both have, ``None`` if it is not."""
    if one.outlet and one.outlet != other.outlet:
        if one.outlet in other.credits:
            return f"the page credits {one.outlet}"
        if is_agency(one.outlet) and not is_agency(other.outlet or ""):
            return f"{one.outlet} is a press agency"
    a, b = one.published.value, other.published.value
    if a and b and before(a, b) and not _lends(other, one):
        return f"it is of {b}, the source of {a}"
    return None


def _lends(one: Article, other: Article) -> bool:
    """Tell whether credit or kind of outlet make the first the source, whatever the dates."""
    outlet = one.outlet
    if not outlet or outlet == other.outlet:
        return False
    return outlet in other.credits or (is_agency(outlet) and not is_agency(other.outlet or ""))


_VERSIONS = """
    SELECT uri, list(id ORDER BY version) FROM articles
    WHERE uri IN (SELECT uri FROM articles WHERE id IN (FROM fresh))
    GROUP BY uri HAVING count(*) > 1 ORDER BY uri
"""


def revise(connection: DuckDBPyConnection) -> None:
    """Renew what changed from one text to the next at the addresses of the fresh articles."""
    found = connection.execute(_VERSIONS).fetchall()
    delete(connection, "revisions", "uri", [uri for uri, _ in found])
    steps = [(uri, *step) for uri, names in found for step in pairwise(names)]
    for batch in chunked(steps, BATCH):
        held = sides(connection, {name for _, *names in batch for name in names})
        rows = [_revision(uri, held[older], held[newer]) for uri, older, newer in batch]
        insert(connection, "revisions", rows)


def _revision(uri: str, older: Side, newer: Side) -> Revision:
    found = changes(older, newer)
    key = make_id("revision", older.article.id, newer.article.id)
    return Revision(
        key,
        uri,
        older.article.id,
        newer.article.id,
        found.told,
        found.cut,
        found.added,
        found.edited,
    )
