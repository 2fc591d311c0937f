"""Gathers what can be a step of a thread: an open dossier in, moves out, story by story.

A move is an event, or a statement that tells how far a thing has come. Its parties are states where
the actors stand for one (a president, a capital, a ministry), else the actors themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.findings import Passage
from recoupe.link.thread_names import phrases
from recoupe.link.thread_topics import BY_TYPE, kind_of, tells_progress

STATEMENT = "STATEMENT"
NEVER = "9999"
"""Where a move stands that nothing dates."""
DAYS = 7
"""Days from which a date is vague (« au printemps »), and its middle tells best when it was."""
READ = 10_000
"""Rows held in memory at a time."""

BOUND = " if"
"""What makes the id of an event the key of its condition."""

LONGEST_CODE = 10
"""Letters that no code of a state has; ids of entities have 16."""

UNREAL = frozenset({"hypothetical"})
"""Status of events that are no step: somebody only imagines them."""


@dataclass(frozen=True, slots=True)
class Move:
    """One step on its way into a thread.

    ``day`` sorts it: the first day of its date, the middle of a vague one, else the day its article
    came out (``out``); ``rank`` puts what is told as past before what is told as news. ``parties``
    maps the key of a party to its name. ``noun`` is how the text calls the object,
    ``phrases`` are those that begin with it.
    """

    item: str
    story: str
    passage: Passage
    type: str
    code: str
    status: str
    date: str | None
    day: str
    out: str | None
    rank: int
    who: str | None
    parties: tuple[tuple[str, str], ...]
    kind: str
    noun: str
    object: str
    source: str
    quotation: str | None
    phrases: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """Return the keys of the parties."""
        return frozenset(key for key, _ in self.parties)

    @property
    def states(self) -> frozenset[str]:
        """Return the keys of the parties that are states."""
        return frozenset(key for key in self.keys if _is_state(key))


_STATES = """
    CREATE OR REPLACE TEMP TABLE standing AS
    WITH faces_of AS (
        SELECT k.actor, f.state, coalesce(s.name, f.country) AS state_name, e.entity
        FROM actor_keys k JOIN faces f ON f.id = k.face
        JOIN current_memberships e ON e.actor = k.actor
        LEFT JOIN (
            SELECT f.state, mode(f.name ORDER BY f.name) AS "name" FROM faces f
            JOIN actor_keys k ON k.face = f.id CROSS JOIN main_language m
            WHERE f.kind = 'country' AND NOT f.stands AND f.language = m.language GROUP BY f.state
        ) s ON s.state = f.state
    ),
    states AS (
        SELECT entity, mode(state ORDER BY state) AS state, mode(state_name ORDER BY state_name)
            AS state_name FROM faces_of WHERE state IS NOT NULL GROUP BY entity
    )
    SELECT f.actor, coalesce(s.state, f.entity) AS key, coalesce(s.state_name, n.name) AS "name",
        s.state IS NOT NULL AS is_state
    FROM (SELECT DISTINCT actor, entity FROM faces_of) f
    LEFT JOIN states s ON s.entity = f.entity JOIN current_entities n ON n.id = f.entity
    WHERE s.state IS NOT NULL OR n.kind <> 'group'
"""
"""For each actor the party it stands for: the state of its entity, else the entity. Groups without
a state (« les journalistes ») are no party."""

_PARTIES = """
    CREATE OR REPLACE TEMP TABLE move_parties AS
    WITH sided AS (
        SELECT id, unnest(list_concat(actors, recipients)).actor AS actor,
            "condition" IS NOT NULL AS bound FROM events
    ),
    named AS (
        SELECT id, actor FROM sided UNION SELECT id || $bound, actor FROM sided WHERE bound
    ),
    spans AS (
        SELECT id, article, "object".start AS "start", "object".end AS "end" FROM events
        WHERE "object" IS NOT NULL
        UNION ALL SELECT id || $bound, article, "condition".start, "condition".end FROM events
        WHERE "condition" IS NOT NULL
        UNION ALL SELECT id, article, unnest(content).start, unnest(content).end FROM quotations
    ),
    mentioned AS (
        SELECT a.id AS actor, a.article, unnest(a.mentions).span AS span FROM actors a
        JOIN standing s ON s.actor = a.id
    ),
    sides AS (
        SELECT id, actor FROM named
        UNION SELECT id, speaker FROM current_quotations
        UNION SELECT s.id, m.actor FROM spans s JOIN mentioned m ON m.article = s.article
            AND m.span.start < s.end AND s.start < m.span.end
    )
    SELECT s.id, list_sort(list(DISTINCT [p.key, p.name])) AS parties,
        list_sort(list(DISTINCT [p.key, p.name]) FILTER (p.is_state)) AS states
    FROM sides s JOIN standing p ON p.actor = s.actor GROUP BY s.id
"""

_MOVES = """
    WITH story AS (SELECT id AS story, unnest(members).id AS article FROM stories),
    placed AS (
        SELECT a.id, a.language, coalesce(a.published.value[:10], a.published.latest) AS day,
            coalesce(a.outlet, a.uri) AS source, coalesce(s.story, a.id) AS story
        FROM articles a LEFT JOIN story s ON s.article = a.id WHERE a.latest
    ),
    moves AS (
        SELECT e.id, e.article, e.spans[1] AS span, e.type, e.code, e.status, e.date, e.who,
            e."object".text AS "object", e.object_head.text AS head, e.trigger.text AS "trigger",
            e.quotation, e.id AS named, NULL AS "condition"
        FROM acts e WHERE NOT e.headline
        UNION ALL
        SELECT e.id, e.article, e.spans[1], e.type, e.code, e.status, e.date, e.who,
            NULL, e.object_head.text, concat_ws(' ', e."object".text, e.trigger.text),
            e.quotation, e.id || $bound, e."condition"
        FROM acts e WHERE NOT e.headline AND e."condition" IS NOT NULL
        UNION ALL
        SELECT q.id, q.article, q.content[1], 'STATEMENT', '01', 'said', q.said.value,
            q.speaker_name, list_aggregate(list_transform(q.content, x -> x.text), 'string_agg',
            ' '), NULL, NULL, q.id, q.id, NULL
        FROM current_quotations q WHERE NOT q.headline AND q.parent IS NULL
    )
    SELECT m.* EXCLUDE ("first", "last"),
        t."text"[1 + m."first" : m."last"] AS bound_text, a.story, a.language,
        a.day AS out_day, a.source,
        CASE WHEN date_diff('day', c.first::DATE, c.last::DATE) > $days
            THEN strftime(c.first::DATE + (date_diff('day', c.first::DATE, c.last::DATE) // 2)::INT,
                '%Y-%m-%d') ELSE c.first END AS told_day,
        CASE WHEN len(p.states) > 1 THEN p.states ELSE coalesce(p.parties, []) END AS parties,
        coalesce(s.states, []) AS speaking
    FROM (
        SELECT *, least(span.start, "condition".start) AS "first",
            greatest(span.end, "condition".end) AS "last" FROM moves
    ) m JOIN placed a ON a.id = m.article
    LEFT JOIN articles t ON t.id = m.article AND m."condition" IS NOT NULL
    LEFT JOIN calendar c ON c.value = m.date LEFT JOIN move_parties p ON p.id = m.named
    LEFT JOIN current_quotations q ON q.id = m.quotation
    LEFT JOIN (SELECT actor, [[key, "name"]] AS states FROM standing WHERE is_state) s
        ON s.actor = q.speaker
    ORDER BY a.story, a.day, m.article, m.span.start, m.named
"""
"""Events, those with a condition once more for what it is about, and statements."""


def moves_by_story(connection: DuckDBPyConnection) -> Iterator[list[Move]]:
    """Yield the moves of each story, in the order in which its articles came out."""
    connection.execute(_STATES)
    connection.execute(_PARTIES, {"bound": BOUND})
    cursor = connection.execute(_MOVES, {"days": DAYS, "bound": BOUND})
    names = [column[0] for column in cursor.description or ()]
    rows = (dict(zip(names, row, strict=True)) for row in _few_at_a_time(cursor))
    for _, told in groupby(rows, key=lambda row: row["story"]):
        yield [move for row in told if (move := _move(row))]


def _few_at_a_time(cursor: DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(READ):
        yield from rows


def _move(row: dict[str, Any]) -> Move | None:
    """Return the move of a row; ``None`` where it is about nothing that can have a course."""
    if row["status"] in UNREAL:
        return None
    found = _about(row)
    if found is None:
        return None
    kind, noun = found
    passage = _passage(row)
    past = row["date"] is None and row["status"] == "past history"
    return Move(
        row["id"],
        row["story"],
        passage,
        row["type"],
        row["code"],
        row["status"],
        row["date"],
        row["told_day"] or row["out_day"] or NEVER,
        row["out_day"],
        0 if past else 1,
        row["who"],
        _parties(row),
        kind,
        noun,
        row["object"] or noun,
        row["source"],
        row["quotation"],
        phrases(row["language"], noun, row["object"], passage.text),
    )


def _passage(row: dict[str, Any]) -> Passage:
    """Return the words of a move, with the condition where it is in the thread for that."""
    span, term = row["span"], row["condition"] or row["span"]
    start, end = min(span["start"], term["start"]), max(span["end"], term["end"])
    return Passage(row["article"], start, end, row["bound_text"] or span["text"])


def _parties(row: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the parties of a move; who speaks of the one act of one party is the other.

    « Le voisin renonce à l'accord », says the minister: the agreement is between both.
    """
    found = dict(row["parties"])
    if len(found) == 1:
        found |= dict(row["speaking"])
    return tuple(sorted(found.items()))


def _is_state(key: str) -> bool:
    """Tell the code of a state from the id of an entity."""
    return len(key) < LONGEST_CODE


def _about(row: dict[str, Any]) -> tuple[str, str] | None:
    """Return the kind of thing a row is about, with the noun; statements must tell its progress."""
    language = row["language"]
    if row["type"] == STATEMENT:
        told = tells_progress(language, row["object"] or "")
        return kind_of(language, row["object"]) if told else None
    if row["condition"]:
        return _condition(row)
    found = kind_of(language, row["head"], row["object"], row["trigger"])
    if found is None and len(row["parties"]) > 1 and (kind := BY_TYPE.get(row["type"])):
        return kind, row["head"] or row["trigger"]
    return found


def _condition(row: dict[str, Any]) -> tuple[str, str] | None:
    """« Prêt à vendre du blé si les sanctions sont levées »: a move on the sanctions as well."""
    language = row["language"]
    asked = kind_of(language, row["condition"]["text"])
    own = kind_of(language, row["head"], row["trigger"])
    return asked if asked and (own is None or own[0] != asked[0]) else None
