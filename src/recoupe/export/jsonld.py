"""Writes a dossier as JSON-LD: an open dossier in, one document of linked data out.

Articles, people, bodies, what they said and did in the words of schema.org; every passage a W3C Web
Annotation with its characters (``TextQuoteSelector``, ``TextPositionSelector``) and the SHA-256 of
the text they are counted in. An utterance is a schema.org ``Claim`` with its quotations as
``appearance``. The context stands in the document: nothing is fetched to read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from recoupe.dossier.read import Dossier
from recoupe.export.files import drafted, writable
from recoupe.findings import Entity, Utterance
from recoupe.records import Actor, Article, Event, Quotation, Span

FILE = "dossier.jsonld"
CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "id": "@id",
    "type": "@type",
    "target": {"@id": "oa:hasTarget"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector"},
    "annotated": {"@id": "oa:hasBody", "@type": "@id"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "@vocab": "https://schema.org/",
    **{
        name: {"@type": "@id"}
        for name in ("isPartOf", "spokenByCharacter", "performer", "attendee", "appearance",
                     "firstAppearance", "claimant")
    },
}  # fmt: skip
_SCHEMA = {
    "person": "Person",
    "organisation": "Organization",
    "country": "Country",
    "group": "Organization",
}
AROUND = 32
"""Characters of text before and behind a passage, by which it is found in a changed page."""

Node = dict[str, Any]


def export(dossier: Dossier, folder: Path) -> dict[str, int]:
    """Write ``dossier.jsonld`` into ``folder`` and return how many nodes of each type it has.

    Raises :class:`DossierError` where the folder cannot be written.
    """
    counts: dict[str, int] = {}
    path = folder / FILE
    with writable(folder), drafted(path) as draft, draft.open("w", encoding="utf-8") as file:
        head = json.dumps(CONTEXT, ensure_ascii=False)
        file.write(f'{{"@context": {head},\n"@graph": [')
        for i, node in enumerate(nodes(dossier)):
            counts[node["type"]] = counts.get(node["type"], 0) + 1
            file.write((",\n" if i else "\n") + json.dumps(node, ensure_ascii=False))
        file.write("\n]}\n")
    return counts


def nodes(dossier: Dossier) -> Iterator[Node]:
    """Yield the nodes of the graph: articles, actors, quotations, utterances, events, passages."""
    across = dossier.entity_of()
    texts = {article.id: article for article in dossier.articles()}
    yield from map(article_node, texts.values())
    for entity, actors in dossier.cast():
        yield actor_node(entity, actors)
    for quotation in dossier.quotations():
        yield quotation_node(quotation, across)
        yield passage_node(quotation.id, texts[quotation.article], quotation.content)
    yield from map(claim_node, dossier.utterances())
    for event in dossier.events():
        yield event_node(event, across)
        yield passage_node(event.id, texts[event.article], event.spans)


def name_of(key: str) -> str:
    """Return the address of an item: a URN, since a dossier has no place on the web."""
    return f"urn:recoupe:{key}"


def _node(**values: Any) -> Node:  # noqa: ANN401 - what JSON can hold
    return {name: value for name, value in values.items() if value not in (None, [], "")}


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_node(article: Article) -> Node:
    """Return an article as ``NewsArticle``; its address is a ``url`` only where it is one."""
    web = article.uri.startswith(("http://", "https://"))
    outlet = {"type": "NewsMediaOrganization", "name": article.outlet} if article.outlet else None
    return _node(
        id=name_of(article.id),
        type="NewsArticle",
        url=article.uri if web else None,
        identifier=article.uri,
        headline=article.title.text if article.title else None,
        datePublished=article.published.value,
        dateModified=article.published.updated,
        inLanguage=article.language,
        publisher=outlet,
        author=article.byline,
        creditText="; ".join(article.credits),
        sha256=text_hash(article.text),
    )


def actor_node(entity: Entity, actors: Sequence[Actor]) -> Node:
    """Return an actor as person, organisation or state, with the functions he is given."""
    roles = dict.fromkeys(role.role for actor in actors for role in actor.roles)
    return _node(
        id=name_of(entity.id),
        type=_SCHEMA[entity.kind],
        name=entity.name,
        alternateName=list(entity.aliases),
        jobTitle=list(roles) if entity.kind == "person" else None,
    )


def quotation_node(quotation: Quotation, across: Mapping[str, str]) -> Node:
    """Return what is told to have been said as ``Quotation``; ``temporal`` is the day it was."""
    speaker = across.get(quotation.speaker or "")
    return _node(
        id=name_of(quotation.id),
        type="Quotation",
        text=" […] ".join(span.text for span in quotation.content),
        additionalType=quotation.kind,
        spokenByCharacter=name_of(speaker) if speaker else None,
        creditText=None if speaker else quotation.speaker_name,
        temporal=quotation.said.value,
        isPartOf=name_of(quotation.article),
    )


def claim_node(utterance: Utterance) -> Node:
    """Return an utterance as ``Claim``: who makes it, and the quotations in which it appears."""
    return _node(
        id=name_of(utterance.id),
        type="Claim",
        claimant=name_of(utterance.speaker) if utterance.speaker else None,
        temporal=utterance.said.value,
        appearance=[name_of(member.id) for member in utterance.members],
        firstAppearance=name_of(utterance.earliest) if utterance.earliest else None,
    )


def event_node(event: Event, across: Mapping[str, str]) -> Node:
    """Return an act as ``Event``: who does it as ``performer``, to whom as ``attendee``."""
    performers, attendees = (
        [name_of(found) for p in parties if (found := across.get(p.actor or ""))]
        for parties in (event.actors, event.recipients)
    )
    return _node(
        id=name_of(event.id),
        type="Event",
        name=" […] ".join(span.text for span in event.spans),
        additionalType=[f"PLOVER {event.type}", f"CAMEO {event.code}", event.status],
        performer=performers,
        attendee=attendees,
        startDate=event.date,
        isPartOf=name_of(event.article),
    )


def passage_node(item: str, article: Article, spans: Sequence[Span]) -> Node:
    """Return where an item stands as a Web Annotation: one target a span, two selectors each."""
    return {
        "id": name_of(f"{item}:passage"),
        "type": "oa:Annotation",
        "annotated": name_of(item),
        "target": [_target(article, span) for span in spans],
    }


def _target(article: Article, span: Span) -> Node:
    text = article.text
    quote = _node(
        type="oa:TextQuoteSelector",
        exact=span.text,
        prefix=text[max(0, span.start - AROUND) : span.start],
        suffix=text[span.end : span.end + AROUND],
    )
    place = {"type": "oa:TextPositionSelector", "start": span.start, "end": span.end}
    return {
        "source": name_of(article.id),
        "sha256": text_hash(text),
        "selector": [quote, place],
    }
