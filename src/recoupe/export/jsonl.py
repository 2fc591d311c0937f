"""Writes a dossier as JSON Lines: an open dossier in, one file a table and one object a line out.

The files and fields are the project's exchange format (``docs/reference``). Offsets count code
points in the text of the article; files whose records are not read yet are written empty.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from recoupe.dossier.read import Dossier
from recoupe.export.files import drafted, writable
from recoupe.findings import Entity, Reprint, Story, Utterance
from recoupe.records import (
    READ_ZONES,
    Actor,
    Article,
    Event,
    Quantity,
    Quotation,
    Span,
    TimeExpression,
)
from recoupe.rows import to_row

TABLES = (
    "articles",
    "actors",
    "quotations",
    "utterances",
    "times",
    "quantities",
    "events",
    "threads",
    "discrepancies",
    "reprints",
    "reuses",
    "revisions",
    "origins",
    "stories",
    "timeline",
    "coverage",
    "failures",
)
"""The files of an export, in the order of the data's way."""

Row = dict[str, Any]


def export(dossier: Dossier, folder: Path) -> dict[str, int]:
    """Write all files into ``folder`` (made if missing) and return the number of lines of each.

    Each file is written beside its place and then put there. Raises :class:`DossierError` where
    the folder cannot be written.
    """
    with writable(folder):
        return {table: _write(folder / f"{table}.jsonl", rows(dossier, table)) for table in TABLES}


def _write(path: Path, rows: Iterable[Row]) -> int:
    count = 0
    with drafted(path) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
        for count, row in enumerate(rows, 1):  # noqa: B007 - counted after the loop
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return count


def rows(dossier: Dossier, table: str) -> Iterator[Row]:
    """Yield the rows of one of ``TABLES``, as plain values."""
    if table == "articles":
        versions = dossier.version_numbers()
        stories = {m.id: story.id for story in dossier.stories() for m in story.members}
        groups = {name: r.id for r in dossier.reprints() for name in pages_of(r)}
        return (
            article_row(a, versions[a.id])
            | {"story": stories.get(a.id), "origin": groups.get(a.id)}
            for a in dossier.articles()
        )
    if table == "quotations":
        told = utterances_of(dossier)
        entities = dossier.entity_of()
        return (quotation_row(q, told.get(q.id), entities) for q in dossier.quotations())
    if table == "actors":
        return entity_rows(dossier)
    if table == "events":
        entities = dossier.entity_of()
        return (event_row(event, entities) for event in dossier.events())
    read, row = _PLAIN[table]
    return map(row, read(dossier))


def pages_of(reprint: Reprint) -> tuple[str, ...]:
    """Return the articles of a reprint group, the original first."""
    return (reprint.original, *(copy.article for copy in reprint.copies))


def article_row(article: Article, version: int) -> Row:
    """Return an article as exported: what is read of it as ``body``, the rest as ``apparatus``."""
    title = article.title
    return {
        "id": article.id,
        "uri": article.uri,
        "version": version,
        "title": title.text if title else None,
        "title_span": to_row(title),
        "published": to_row(article.published),
        "language": article.language,
        "outlet": article.outlet,
        "byline": article.byline,
        "credits": list(article.credits),
        "body": [{"start": z.start, "end": z.end} for z in article.zones if z.kind in READ_ZONES],
        "zones": [to_row(z) for z in article.zones if z.kind in READ_ZONES],
        "apparatus": [to_row(z) for z in article.zones if z.kind not in READ_ZONES],
        "origin": None,
        "story": None,
    }


def actor_row(actor: Actor) -> Row:
    """Return an actor as exported, with where it is mentioned and what functions it is given."""
    mentions = [
        {"article": actor.article, **to_row(m.span), "head": m.head} for m in actor.mentions
    ]
    roles = [
        {"role": r.role, "article": actor.article, "start": r.span.start, "end": r.span.end}
        for r in actor.roles
    ]
    row: Row = to_row(actor)
    return row | {"roles": roles, "mentions": mentions}


def entity_rows(dossier: Dossier) -> Iterator[Row]:
    """Yield the actors across articles as exported."""
    dates = dossier.dates()
    return (entity_row(entity, actors, dates) for entity, actors in dossier.cast())


def entity_row(entity: Entity, actors: Sequence[Actor], dates: Mapping[str, str | None]) -> Row:
    """Return an actor across articles, with all mentions and functions of its members.

    A member has the id of the actor in its article, the score of the join and its reasons. A
    function has the ``date`` of the article that gives it.
    """
    rows = [actor_row(actor) for actor in actors]
    article = {actor.id: actor.article for actor in actors}
    row: Row = to_row(entity)
    return row | {
        "members": [m | {"article": article.get(m["id"])} for m in row["members"]],
        "roles": [r | {"date": dates.get(r["article"])} for one in rows for r in one["roles"]],
        "mentions": [m for one in rows for m in one["mentions"]],
    }


def quotation_row(
    quotation: Quotation, utterance: str | None, entities: Mapping[str, str] | None = None
) -> Row:
    """Return a quotation as exported, with the id of the utterance it tells.

    With ``entities`` (by actor id) the ``speaker`` is the actor across articles, and ``actor`` the
    one of the article.
    """
    row: Row = to_row(quotation)
    across = {"speaker": _across(quotation.speaker, entities), "actor": quotation.speaker}
    return row | across | {"utterance": utterance}


def _across(actor: str | None, entities: Mapping[str, str] | None) -> str | None:
    return entities.get(actor, actor) if entities and actor else actor


def utterances_of(dossier: Dossier) -> dict[str, str]:
    """Return the utterance of each quotation that has one.

    Of several the one that it does not only sum up, then the one that most others tell too.
    """
    told = [
        (m.id in u.summaries, -len(u.members), u.id, m.id)
        for u in dossier.utterances()
        for m in u.members
    ]
    return {quotation: found for _, _, found, quotation in sorted(told, reverse=True)}


def time_row(expression: TimeExpression) -> Row:
    """Return a time expression as exported, its span laid flat."""
    row: Row = to_row(expression)
    return {"id": row.pop("id"), "article": row.pop("article"), **row.pop("span"), **row}


def quantity_row(quantity: Quantity) -> Row:
    """Return a figure as exported: ``value`` is a number, ``[low, high]`` or ``None`` (vague).

    A bound has its number as the value, and ``mod`` says on which side of it the figure lies.
    """
    row: Row = to_row(quantity)
    low, high = quantity.low, quantity.high
    value: float | list[float] | None
    if low is not None and high is not None:
        value = low if low == high else [low, high]
    else:
        value = high if low is None else low
    approximate = quantity.mod is not None
    head = {"id": row.pop("id"), "article": row.pop("article"), **row.pop("span")}
    return head | {"value": value, "approximate": approximate} | row | {"of": _text(quantity.of)}


def event_row(event: Event, entities: Mapping[str, str] | None = None) -> Row:
    """Return an event as exported: the first actor and recipient by id, all of them by name.

    With ``entities`` (by actor id) ``actor`` and ``recipient`` are the actors across articles; the
    lists keep those of the article.
    """
    row: Row = to_row(event)
    for role, parties in (("actor", event.actors), ("recipient", event.recipients)):
        row[role] = _across(next((p.actor for p in parties if p.actor), None), entities)
        row[f"{role}_name"] = "; ".join(dict.fromkeys(p.name for p in parties)) or None
    return row | {"object": _text(event.object), "condition": _text(event.condition)}


def utterance_row(utterance: Utterance) -> Row:
    """Return an utterance as exported: its quotations by id, with the score of each join."""
    row: Row = to_row(utterance)
    return row | {"quotations": [m.id for m in utterance.members]}


def story_row(story: Story) -> Row:
    """Return a story as exported, with its articles by id."""
    row: Row = to_row(story)
    return row | {"articles": [m.id for m in story.members]}


def _text(span: Span | None) -> str | None:
    return span.text if span else None


_PLAIN: dict[str, tuple[Callable[[Dossier], Iterable[Any]], Callable[[Any], Row]]] = {
    "utterances": (Dossier.utterances, utterance_row),
    "times": (Dossier.times, time_row),
    "quantities": (Dossier.quantities, quantity_row),
    "threads": (Dossier.threads, to_row),
    "discrepancies": (Dossier.discrepancies, to_row),
    "reprints": (Dossier.reprints, to_row),
    "reuses": (Dossier.reuses, to_row),
    "revisions": (Dossier.revisions, to_row),
    "origins": (Dossier.origins, to_row),
    "stories": (Dossier.stories, story_row),
    "timeline": (Dossier.timeline, to_row),
    "coverage": (Dossier.coverage, to_row),
    "failures": (Dossier.failures, to_row),
}
"""For each table: the question to the dossier, and how a record of the answer is exported."""
