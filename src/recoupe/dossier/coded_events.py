"""Answers who does what to whom: a dossier in, a row for each pair of actor and recipient out.

The rows are what political scientists count: names and states of both sides, type and codes, the
day, and the passage behind them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from duckdb import DuckDBPyConnection

from recoupe.rows import from_row


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One event between one actor and one recipient (``None`` where there is none).

    ``source`` is the side that acts, ``target`` the other, as event data call them; their states
    are codes of ISO 3166 (two letters). ``start`` and ``end`` place the passage in the article.
    """

    event_id: str
    event_date: str | None
    source_name: str | None
    source_country: str | None
    target_name: str | None
    target_country: str | None
    event_type: str
    event_mode: str | None
    contexts: tuple[str, ...]
    cameo_code: str
    status: str
    object: str | None
    quantity: str | None
    condition: str | None
    place: str | None
    said_by: str | None
    publication: str | None
    publication_date: str | None
    language: str
    story_id: str | None
    article_id: str
    headline: str | None
    passage: str
    start: int
    end: int


_ROWS = """
    WITH story AS (SELECT id AS story, unnest(members).id AS article FROM stories),
    known AS (
        SELECT m.actor, e.name, f.state FROM current_memberships m
        JOIN current_entities e ON e.id = m.entity
        JOIN actor_keys k ON k.actor = m.actor LEFT JOIN faces f ON f.id = k.face
    ),
    states AS (
        SELECT m.actor, mode(f.state ORDER BY f.state) AS state
        FROM current_memberships m JOIN current_memberships o ON o.entity = m.entity
        JOIN actor_keys k ON k.actor = o.actor JOIN faces f ON f.id = k.face
        WHERE f.state IS NOT NULL GROUP BY m.actor
    ),
    sides AS (
        SELECT id, 'actor' AS part, unnest(actors) AS party FROM events
        UNION ALL SELECT id, 'recipient', unnest(recipients) FROM events
    ),
    named AS (
        SELECT s.id, s.part, s.party.span.start AS place, coalesce(k.name, s.party.name) AS name,
            coalesce(k.state, t.state) AS state
        FROM sides s LEFT JOIN known k ON k.actor = s.party.actor
        LEFT JOIN states t ON t.actor = s.party.actor
    ),
    pairs AS (
        SELECT e.id, a.name AS source_name, a.state AS source_country, r.name AS target_name,
            r.state AS target_country, a.place AS source_place, r.place AS target_place
        FROM events e
        LEFT JOIN named a ON a.id = e.id AND a.part = 'actor'
        LEFT JOIN named r ON r.id = e.id AND r.part = 'recipient'
        WHERE a.name IS DISTINCT FROM r.name
    )
    SELECT e.id, e.date, p.source_name, p.source_country, p.target_name, p.target_country,
        e.type, e.mode, e.contexts, e.code, e.status, e."object".text, n.span.text,
        e."condition".text, e.place.text, q.speaker_name, coalesce(a.outlet, a.uri),
        a.published.value, a.language, s.story, a.id, a.title.text, list_aggregate(
            list_transform(e.spans, x -> x.text), 'string_agg', ' […] '),
        e.spans[1].start, e.spans[-1].end
    FROM pairs p JOIN events e ON e.id = p.id JOIN articles a ON a.id = e.article AND a.latest
    LEFT JOIN story s ON s.article = a.id LEFT JOIN quotations q ON q.id = e.quotation
    LEFT JOIN quantities n ON n.id = e.quantity
    ORDER BY a.published.value NULLS LAST, a.id, e.spans[1].start, e.id, p.source_place,
        p.target_place
"""


def coded_events(connection: DuckDBPyConnection) -> Iterator[CodedEvent]:
    """Yield the rows in the order of articles and text; who acts on himself makes no row."""
    names = [field.name for field in fields(CodedEvent)]
    cursor = connection.cursor()
    cursor.execute(_ROWS)
    while rows := cursor.fetchmany(1024):
        for row in rows:
            yield from_row(CodedEvent, dict(zip(names, row, strict=True)))
