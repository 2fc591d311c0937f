"""Writes a dossier as FollowTheMoney entities: an open dossier in, one file of JSON lines out.

Articles are ``Article``, actors ``Person``, ``PublicBody`` (states, and bodies of one) or
``Organization``, groups ``LegalEntity``; each place where one is named is a ``Mention``; acts are
``Event`` with who acts as ``organizer`` and all parties as ``involved``; what was said is a
``Note`` on who said it. ``proof`` points to the article, ``notes`` give the characters.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha1
from pathlib import Path
from typing import Any

from recoupe.dossier.read import Dossier
from recoupe.errors import DossierError
from recoupe.export.files import drafted, writable
from recoupe.export.jsonl import event_row
from recoupe.findings import Entity
from recoupe.records import Actor, Article, Event, Quotation, Span

FILE = "dossier.ftm.json"
_BODY = {"organisation": "Organization", "group": "LegalEntity", "country": "PublicBody"}
Values = dict[str, Sequence[str | None]]


class _Maker:
    """Makes entities that the FollowTheMoney model accepts."""

    def __init__(self) -> None:
        try:
            from followthemoney import model  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise DossierError(
                "FollowTheMoney is not installed; run: pip install 'recoupe[exports]'"
            ) from error
        self.model = model

    def make(self, schema: str, key: str, values: Values) -> dict[str, Any]:
        """Return one entity as plain values; what its types do not accept is left out."""
        entity = self.model.make_entity(schema)
        entity.id = f"recoupe-{key}"
        for name, texts in values.items():
            entity.add(name, [t for t in texts if t], quiet=True)
        made: dict[str, Any] = entity.to_dict()
        return made


def export(dossier: Dossier, folder: Path) -> dict[str, int]:
    """Write ``dossier.ftm.json`` into ``folder`` and return the entities of each schema.

    Raises :class:`DossierError` where the folder cannot be written, or the library is missing.
    """
    maker = _Maker()
    counts: dict[str, int] = {}
    path = folder / FILE
    with writable(folder), drafted(path) as draft, draft.open("w", encoding="utf-8") as file:
        for entity in _entities(dossier, maker):
            counts[entity["schema"]] = counts.get(entity["schema"], 0) + 1
            file.write(json.dumps(entity, ensure_ascii=False) + "\n")
    return counts


def _entities(dossier: Dossier, maker: _Maker) -> Iterator[dict[str, Any]]:
    for article in dossier.articles():
        yield _article(article, maker)
    states, across = dossier.states(), dossier.entity_of()
    kinds: dict[str, str] = {}
    for entity, actors in dossier.cast():
        yield _actor(entity, actors, states.get(entity.id), maker)
        kinds[entity.id] = entity.name
        yield from _mentions(entity, actors, maker)
    for quotation in dossier.quotations():
        if quotation.speaker and across.get(quotation.speaker) in kinds:
            yield _note(quotation, across[quotation.speaker], maker)
    for event in dossier.events():
        yield _event(event, across, maker)


def _article(article: Article, maker: _Maker) -> dict[str, Any]:
    title = article.title.text if article.title else None
    published = article.published
    return maker.make(
        "Article",
        article.id,
        {
            "title": [title],
            "name": [title],
            "publisher": [article.outlet],
            "author": [article.byline],
            "language": [article.language],
            "publishedAt": [published.value],
            "modifiedAt": [published.updated],
            "sourceUrl": [article.uri],
            "fileName": [article.uri],
            "bodyText": [article.text],
            "contentHash": [_checksum(article.text)],
        },
    )


def _checksum(text: str) -> str:
    """Return the SHA-1 of a text in UTF-8: the only checksum that the model takes."""
    return sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


def _actor(
    entity: Entity, actors: Sequence[Actor], state: str | None, maker: _Maker
) -> dict[str, Any]:
    body = "PublicBody" if state and entity.kind == "organisation" else _BODY.get(entity.kind)
    values: Values = {"name": [entity.name], "alias": entity.aliases, "country": [state]}
    if entity.kind == "person":
        values["position"] = [role.role for actor in actors for role in actor.roles]
    return maker.make(body or "Person", entity.id, values)


def _mentions(entity: Entity, actors: Sequence[Actor], maker: _Maker) -> Iterator[dict[str, Any]]:
    for actor in actors:
        for mention in actor.mentions:
            span = mention.span
            key = f"{actor.article}-{span.start}-{span.end}-{entity.id}"
            values: Values = {
                "document": [f"recoupe-{actor.article}"],
                "resolved": [f"recoupe-{entity.id}"],
                "name": [span.text],
            }
            yield maker.make("Mention", key, values)


def _note(quotation: Quotation, speaker: str, maker: _Maker) -> dict[str, Any]:
    return maker.make(
        "Note",
        quotation.id,
        {
            "entity": [f"recoupe-{speaker}"],
            "proof": [f"recoupe-{quotation.article}"],
            "name": [" […] ".join(span.text for span in quotation.content)],
            "description": [" […] ".join(span.text for span in quotation.content)],
            "summary": [quotation.said.value],
            "notes": [_places(quotation.content)],
        },
    )


def _event(event: Event, across: dict[str, str], maker: _Maker) -> dict[str, Any]:
    row = event_row(event, across)
    sides = [p.actor for p in (*event.actors, *event.recipients) if p.actor]
    involved = [f"recoupe-{across.get(actor, actor)}" for actor in sides]
    return maker.make(
        "Event",
        event.id,
        {
            "name": [" […] ".join(span.text for span in event.spans)],
            "organizer": [f"recoupe-{row['actor']}" if row["actor"] else None],
            "involved": involved,
            "date": [event.date],
            "location": [event.place.text if event.place else None],
            "recordId": [event.code],
            "keywords": [event.type, event.status],
            "proof": [f"recoupe-{event.article}"],
            "notes": [_places(event.spans)],
        },
    )


def _places(spans: Sequence[Span]) -> str:
    """Return where a passage stands in the text of its article: ``120-168, 201-215``."""
    return ", ".join(f"{span.start}-{span.end}" for span in spans)
