"""Answers what was read from one page: an article's id in, its text and layers of marks out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.amounts import amount
from recoupe.dossier.reads.ask import Row, rows
from recoupe.errors import NotFoundError
from recoupe.records import Published, Zone
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

    ``title`` is on one line and cut after 300 characters; ``original`` is the article of which it
    is a copy, ``story`` the story it belongs to; ``newest`` is false where ``versions`` has a later
    text. Marks of one layer and of different ones may overlap; they are in the order of the text,
    the longer first.
    """

    id: str
    uri: str
    title: str | None
    outlet: str | None
    language: str
    published: Published
    newest: bool
    text: str
    zones: tuple[Zone, ...]
    byline: str | None
    credits: tuple[str, ...]
    versions: tuple[Version, ...]
    story: str | None
    original: str | None
    marks: tuple[Mark, ...]


_ARTICLE = """
    SELECT s.told, s.text, a.byline FROM shelf_articles s, articles a
    WHERE s.id = $article AND a.id = $article
"""

_VERSIONS = "SELECT id, version, latest FROM articles WHERE uri = ? ORDER BY version"

_QUOTED = "SELECT told FROM shelf_quotations WHERE article = $article"

_NAMED = "SELECT id, name, kind, country, mentions FROM actors WHERE article = $article"

_CAST = "SELECT actor, entity, entity_name FROM shelf_cast WHERE article = $article"

_TIMED = """
    SELECT 'time' AS layer, t.span.start AS "start", t.span."end" AS "end", t.id AS item,
        t."value" AS label, t.basis, NULL AS target FROM times t WHERE t.article = $article
"""

_DONE = """
    SELECT id, type, status, code, date, actors, recipients, spans FROM events
    WHERE article = $article
"""

_COUNTED = """
    SELECT n.id, n.span.start AS "start", n.span."end" AS "end", n.low, n.high, n.mod, n.unit,
        n.rate, n.holds
    FROM quantities n WHERE n.article = $article
"""


def article(connection: DuckDBPyConnection, id: str) -> ArticleRead:  # noqa: A002 - the word for it
    """Return an article; :class:`NotFoundError` says so where there is none of this id."""
    found = rows(connection, _ARTICLE, {"article": id})
    if not found:
        raise NotFoundError("article", id)
    row = json.loads(found[0]["told"]) | {"text": found[0]["text"], "byline": found[0]["byline"]}
    versions = rows(connection, _VERSIONS, [row["uri"]])
    marks = sorted(_marks(connection, id), key=lambda m: (m.start, -m.end, m.layer, m.item))
    return from_row(ArticleRead, row | {"versions": versions, "marks": marks})


def _marks(connection: DuckDBPyConnection, article: str) -> Iterator[Mark]:
    """Yield the marks of all layers."""
    asked = {"article": article}
    for row in rows(connection, _QUOTED, asked):
        yield from _quoted(json.loads(row["told"]))
    cast = {row["actor"]: row for row in rows(connection, _CAST, asked)}
    for row in rows(connection, _NAMED, asked):
        yield from _named(row, cast.get(row["id"], {}))
    for row in rows(connection, _TIMED, asked):
        yield from_row(Mark, row)
    for row in rows(connection, _DONE, asked):
        yield from _done(row)
    for row in rows(connection, _COUNTED, asked):
        label = amount(row["low"], row["high"], row["mod"], row["unit"], row["rate"])
        yield Mark("figure", row["start"], row["end"], row["id"], label, row["holds"])


def _quoted(row: Row) -> Iterator[Mark]:
    """Yield the marks of a quotation: its words, who says them, and the verb of saying."""
    said = row["said"]
    told = (row["speaker_name"] or "?", row["role"], said["value"])
    label = ", ".join(dict.fromkeys(filter(None, told)))
    basis = "; ".join(filter(None, (row["kind"], said["basis"], row["channel"])))
    item, utterance = row["quotation"], row["utterance"]
    for spot in row["passages"]:
        yield Mark("quotation", spot["start"], spot["end"], item, label, basis, utterance)
    if source := row["source"]:
        yield Mark("source", source["start"], source["end"], item, label, basis, row["speaker"])
    if cue := row["cue"]:
        yield Mark("cue", cue["start"], cue["end"], item, label, basis, utterance)


def _named(row: Row, known: Row) -> Iterator[Mark]:
    """Yield the marks of an actor: his names, under that by which he is known across articles."""
    basis = ", ".join(filter(None, (row["kind"], row["country"])))
    name, entity = known.get("entity_name") or row["name"], known.get("entity")
    for mention in row["mentions"]:
        spot = mention["span"]
        yield Mark("actor", spot["start"], spot["end"], row["id"], name, basis, entity)


def _done(row: Row) -> Iterator[Mark]:
    """Yield the marks of an event: who does what to whom."""
    actors, recipients = (", ".join(p["name"] for p in row[s]) for s in ("actors", "recipients"))
    label = " ".join(filter(None, (actors, row["type"], recipients and f"→ {recipients}")))
    basis = ", ".join(filter(None, (row["status"], row["code"], row["date"])))
    for span in row["spans"]:
        yield Mark("event", span["start"], span["end"], row["id"], label, basis)
