"""Answers what was read from one page: an article's id in, its text and layers of marks out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.amounts import amount
from recoupe.dossier.reads.ask import Row, rows
from recoupe.dossier.reads.passages import ArticleHead
from recoupe.errors import NotFoundError
from recoupe.records import Span, Zone
from recoupe.rows import from_row

Layer = Literal["quotation", "source", "cue", "actor", "time", "event", "figure"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text with what it was read as.

    ``item`` is the record it belongs to (a quotation, an actor of the article, a time expression,
    an event, a figure), ``label`` its resolved value in a few words (who speaks, who it is, the
    date, type and code, the value with its unit), ``basis`` how that was found out, ``target``
    what it leads to: the utterance of a quotation, the actor across articles of a source or a name.
    """

    layer: Layer
    start: int
    end: int
    item: str
    label: str
    basis: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One text of the article's uri."""

    id: str
    version: int
    latest: bool


@dataclass(frozen=True, slots=True)
class ArticleRead:
    """One page as it was read: the text untouched, what each zone is, and marks by place.

    ``original`` is the article of which it is a copy, ``story`` the story it belongs to. Marks of
    one layer and of different ones may overlap; they are in the order of the text, the
    longer first.
    """

    head: ArticleHead
    text: str
    zones: tuple[Zone, ...]
    title: Span | None
    byline: str | None
    credits: tuple[str, ...]
    versions: tuple[Version, ...]
    story: str | None
    original: str | None
    marks: tuple[Mark, ...]


_ARTICLE = """
    SELECT a.text, a.zones, a.title, a.byline, a.credits, a.uri, s.head, s.story, s.original
    FROM articles a JOIN shelf_articles s ON s.id = a.id WHERE a.id = ?
"""

_QUOTED = """
    WITH told AS (
        SELECT q.*, m.utterance, k.entity FROM current_quotations q
        LEFT JOIN shelf_members m ON m.quotation = q.id
        LEFT JOIN current_memberships k ON k.actor = q.speaker WHERE q.article = $article
    ),
    spots AS (
        SELECT 'quotation' AS layer, unnest(content) AS spot, id, utterance AS target FROM told
        UNION ALL SELECT 'source', source, id, entity FROM told WHERE source IS NOT NULL
        UNION ALL SELECT 'cue', cue, id, utterance FROM told WHERE cue IS NOT NULL
    )
    SELECT s.layer, s.spot.start AS "start", s.spot."end" AS "end", s.id AS item,
        concat_ws(', ', coalesce(t.speaker_name, '?'), t.role, t.said.value) AS label,
        concat_ws('; ', t.kind, nullif(t.said.basis, ''), t.channel) AS basis, s.target
    FROM spots s JOIN told t ON t.id = s.id
"""

_NAMED = """
    WITH here AS (
        SELECT a.id, a.name, a.kind, a.country, unnest(a.mentions).span AS spot
        FROM actors a WHERE a.article = $article
    )
    SELECT 'actor' AS layer, h.spot.start AS "start", h.spot."end" AS "end", h.id AS item,
        coalesce(e.name, h.name) AS label, concat_ws(', ', h.kind, h.country) AS basis,
        m.entity AS target
    FROM here h LEFT JOIN current_memberships m ON m.actor = h.id
    LEFT JOIN current_entities e ON e.id = m.entity
"""

_TIMED = """
    SELECT 'time' AS layer, t.span.start AS "start", t.span."end" AS "end", t.id AS item,
        t."value" AS label, t.basis, NULL AS target FROM times t WHERE t.article = $article
"""

_DONE = """
    WITH spots AS (
        SELECT e.*, unnest(e.spans) AS spot FROM events e WHERE e.article = $article
    )
    SELECT 'event' AS layer, spot.start AS "start", spot."end" AS "end", id AS item,
        concat_ws(' ', list_aggregate(list_transform(actors, lambda p: p.name), 'string_agg', ', '),
            "type", nullif(concat('→ ', list_aggregate(
                list_transform(recipients, lambda p: p.name), 'string_agg', ', ')), '→ '))
            AS label,
        concat_ws(', ', "status", code, "date") AS basis, NULL AS target
    FROM spots
"""

_COUNTED = """
    SELECT 'figure' AS layer, n.span.start AS "start", n.span."end" AS "end", n.id AS item,
        n.low, n.high, n.mod, n.unit, n.rate, n.kind, n.holds AS basis, NULL AS target
    FROM quantities n WHERE n.article = $article
"""


def article(connection: DuckDBPyConnection, id: str) -> ArticleRead:  # noqa: A002 - the word for it
    """Return an article; :class:`NotFoundError` says so where there is none of this id."""
    found = rows(connection, _ARTICLE, [id])
    if not found:
        raise NotFoundError("article", id)
    row = found[0]
    return from_row(
        ArticleRead,
        row
        | {
            "versions": _versions(connection, row["uri"]),
            "marks": _marks(connection, id),
        },
    )


def _versions(connection: DuckDBPyConnection, uri: str) -> list[Row]:
    query = "SELECT id, version, latest FROM articles WHERE uri = ? ORDER BY version"
    return rows(connection, query, [uri])


def _marks(connection: DuckDBPyConnection, article: str) -> list[Row]:
    """Return the marks of all layers, in the order of the text."""
    asked: dict[str, object] = {"article": article}
    found = [r for q in (_QUOTED, _NAMED, _TIMED, _DONE) for r in rows(connection, q, asked)]
    found += [r | {"label": _amount(r)} for r in rows(connection, _COUNTED, asked)]
    return sorted(found, key=lambda m: (m["start"], -m["end"], m["layer"], m["item"]))


def _amount(row: Row) -> str:
    return amount(row["low"], row["high"], row["mod"], row["unit"], row["rate"])
