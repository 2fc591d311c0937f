"""Tells what is new in a dossier since a moment before: an open dossier in, reports out.

The moment and the telling lie in one writing of the dossier, so that nothing falls between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.ask import rows
from recoupe.dossier.reads.discrepancies import DiscrepancyRead
from recoupe.dossier.reads.paging import MOST, Paging
from recoupe.dossier.reads.passages import Passage
from recoupe.dossier.reads.positions import PositionFilters, PositionRead, Stand, positions
from recoupe.dossier.reads.record import tell
from recoupe.dossier.reads.shelved import items
from recoupe.ids import make_id
from recoupe.rows import LISTED, listed

Kind = Literal["utterance", "discrepancy", "position"]


@dataclass(frozen=True, slots=True)
class Report:
    """One new thing: an utterance, a discrepancy, a change of position, with its passages.

    ``id`` stays the same however often it is sent; ``item`` is that of the utterance, discrepancy
    or change in the dossier as it stood at ``made`` (UTC). ``told`` says it in one line.
    """

    id: str
    kind: Kind
    made: str
    item: str
    who: str | None
    date: str | None
    told: str
    passages: tuple[Passage, ...]


_ARTICLES = "CREATE OR REPLACE TEMP TABLE seen_articles AS SELECT id FROM articles"

_TEXTS = f"""
    CREATE OR REPLACE TEMP TABLE seen_texts AS
        WITH here AS (SELECT id, uri FROM articles WHERE uri IN {LISTED})
        SELECT DISTINCT a.uri, list_transform(q.content, c -> c.text) AS words
        FROM quotations q JOIN here a ON a.id = q.article
        UNION SELECT DISTINCT a.uri, list_transform(e.spans, c -> c.text)
        FROM events e JOIN here a ON a.id = e.article
"""  # noqa: S608 - ours
"""What the pages to be read again say now: one that changed elsewhere tells no news of that."""

_DIFFERENCES = """
    CREATE OR REPLACE TEMP TABLE seen_differences AS
        SELECT DISTINCT d.id, d.kind, a.uri, d.text FROM (
            SELECT id, kind, unnest(passages).article AS article, unnest(passages).text AS "text"
            FROM current_discrepancies
        ) d JOIN articles a ON a.id = d.article
"""

_RESAID = """
    CREATE OR REPLACE TEMP TABLE said_again AS
        WITH fresh AS (
            SELECT id, uri FROM articles WHERE latest AND id NOT IN (SELECT id FROM seen_articles)
        ),
        said AS (
            SELECT q.id, a.uri, list_transform(q.content, c -> c.text) AS words
            FROM quotations q JOIN fresh a ON a.id = q.article
            UNION ALL SELECT e.id, a.uri, list_transform(e.spans, c -> c.text)
            FROM events e JOIN fresh a ON a.id = e.article
        )
        SELECT s.id, t.uri IS NOT NULL AS again
        FROM said s LEFT JOIN seen_texts t ON t.uri = s.uri AND t.words = s.words
"""
"""The quotations and events of new articles, and whether their address told them before."""

_UTTERANCES = """
    WITH members AS (SELECT id, unnest(members).id AS quotation FROM current_utterances),
    touched AS (
        SELECT DISTINCT m.id FROM members m JOIN said_again s ON s.id = m.quotation
    )
    SELECT u.id FROM touched t JOIN shelf_utterances u ON u.id = t.id
    JOIN members m ON m.id = t.id LEFT JOIN said_again s ON s.id = m.quotation
    GROUP BY u.id HAVING bool_and(s.id IS NOT NULL AND NOT s.again) ORDER BY min(u.place)
"""
"""New is an utterance that nothing but new quotations tell."""

_DISCREPANCIES = """
    WITH now AS (
        SELECT DISTINCT d.id, d.kind, a.uri, d.text FROM (
            SELECT id, kind, unnest(passages).article AS article, unnest(passages).text AS "text"
            FROM current_discrepancies
        ) d JOIN articles a ON a.id = d.article
    ),
    known AS (
        SELECT n.id FROM now n JOIN seen_differences s USING (kind, uri, "text")
        GROUP BY n.id, s.id HAVING count(*) > 1
    )
    SELECT s.id FROM shelf_discrepancies s ANTI JOIN known k ON k.id = s.id ORDER BY s.place
"""
"""A difference is known where two of its passages differed before: a third account is none."""


def remember(connection: DuckDBPyConnection, uris: Iterable[str]) -> None:
    """Remember what the dossier tells now, before pages at these uris are read into it."""
    connection.execute(_ARTICLES)
    connection.execute(_TEXTS, [listed(uris)])
    connection.execute(_DIFFERENCES)


def since(connection: DuckDBPyConnection) -> tuple[Report, ...]:
    """Return what the dossier tells since it was remembered: statements, differences, turns."""
    made = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(_RESAID)
    found = (_utterances, _discrepancies, _positions)
    return tuple(report for tells in found for report in tells(connection, made))


def _utterances(connection: DuckDBPyConnection, made: str) -> Iterator[Report]:
    ids = [row["id"] for row in rows(connection, _UTTERANCES)]
    for told in tell(connection, ids):
        yield Report(
            make_id("report", "utterance", told.id),
            "utterance",
            made,
            told.id,
            told.speaker_name,
            told.said.value,
            told.text,
            told.passages,
        )


def _discrepancies(connection: DuckDBPyConnection, made: str) -> Iterator[Report]:
    ids = [row["id"] for row in rows(connection, _DISCREPANCIES)]
    found = items(connection, "discrepancies", DiscrepancyRead, ids)
    for told in (found[name] for name in ids):
        yield Report(
            make_id("report", "discrepancy", told.id),
            "discrepancy",
            made,
            told.id,
            None,
            None,
            f"{told.kind}: {told.note}",
            told.passages,
        )


def _positions(connection: DuckDBPyConnection, made: str) -> Iterator[Report]:
    for turn in _turns(connection):
        yield Report(
            make_id("report", "position", turn.id),
            "position",
            made,
            turn.id,
            turn.actor.name,
            turn.after.date,
            f"{turn.about}: {_turned(turn.before, turn.after)}",
            (turn.before.passage, turn.after.passage),
        )


def _turned(before: Stand, after: Stand) -> str:
    """Say how two sides are opposed."""
    if before.stance is None or after.stance is None:
        return f"said on {before.date}, denied on {after.date}"
    now = f"{after.stance} it on {after.date} ({after.type}, {after.status})"
    return f"{before.stance} it on {before.date} ({before.type}, {before.status}), {now}"


def _turns(connection: DuckDBPyConnection) -> Iterator[PositionRead]:
    """Yield the changes whose later side stands in a new article, in words new at its address."""
    query = "SELECT id FROM articles WHERE latest AND id NOT IN (FROM seen_articles)"
    filters = PositionFilters(articles=frozenset(r["id"] for r in rows(connection, query)))
    known = {row["id"] for row in rows(connection, "SELECT id FROM said_again WHERE again")}
    paging: Paging | None = Paging(0, MOST)
    while filters.articles and paging:
        found = positions(connection, filters, paging)
        yield from (turn for turn in found.items if turn.after.item not in known)
        paging = Paging(found.next, MOST) if found.next is not None else None
