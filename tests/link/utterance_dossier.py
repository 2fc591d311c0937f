"""Makes dossiers of invented quotations, linked: what each article quotes in, utterances out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from recoupe.dossier import store
from recoupe.dossier.read import Dossier
from recoupe.dossier.write import write
from recoupe.findings import Utterance
from recoupe.ids import make_id
from recoupe.link.utterances.step import link_utterances
from recoupe.records import (
    Actor,
    ActorKind,
    Article,
    Published,
    Quotation,
    Reading,
    Role,
    Said,
    Span,
    Zone,
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quotation of an article: its words, who says them and when, how it is told."""

    words: str
    speaker: str = "Nora Vasseur"
    said: str | None = "2031-03-03"
    kind: Literal["direct", "indirect", "mixed"] = "indirect"
    headline: bool = False
    actor: ActorKind = "person"
    role: str | None = None
    country: str | None = None
    channel: str | None = None
    inside: int | None = None


def article(
    name: str,
    quoted: Sequence[Quoted],
    published: str | None = "2031-03-04",
    language: str = "fr",
) -> Reading:
    """Return a reading of an article that has each quotation on a line of its own.

    ``inside`` names the place of the quotation that one stands in.
    """
    text = "\n".join(q.words for q in quoted) + "\n"
    page = make_id(name, text)
    dated = Published(published, "printed" if published else "none")
    body = Article(page, name, text, (Zone(0, len(text), "body"),), dated, language, None, name)
    actors = {q.speaker: _actor(page, q) for q in quoted}
    quotations: list[Quotation] = []
    start = 0
    for i, q in enumerate(quoted):
        span = Span.of(text, start, start + len(q.words))
        start += len(q.words) + 1
        quotations.append(
            Quotation(
                make_id(page, i),
                page,
                q.kind,
                (span,),
                speaker=actors[q.speaker].id,
                speaker_name=q.speaker,
                role=q.role,
                channel=q.channel,
                said=Said(q.said, "told" if q.said else ""),
                headline=q.headline,
                parent=None if q.inside is None else quotations[q.inside].id,
            )
        )
    return Reading(body, tuple(actors.values()), tuple(quotations))


def _actor(page: str, quoted: Quoted) -> Actor:
    roles = (Role(quoted.role, Span(0, 0, "")),) if quoted.role else ()
    return Actor(
        make_id(page, quoted.speaker),
        page,
        quoted.speaker,
        quoted.actor,
        country=quoted.country,
        roles=roles,
    )


def utterances(*batches: Iterable[Reading]) -> tuple[Utterance, ...]:
    """Link the readings of each batch into one dossier, one batch after the other."""
    connection = store.in_memory()
    for batch in batches:
        write(connection, batch)
        link_utterances(connection)
        connection.execute("DELETE FROM fresh")
    with Dossier(connection) as dossier:
        return dossier.utterances()


def members(found: Iterable[Utterance]) -> set[frozenset[str]]:
    """Return the utterances as sets of quotation ids."""
    return {frozenset(m.id for m in u.members) for u in found}


def later(quoted: Quoted, **changes: object) -> Quoted:
    """Return a quotation with something else about it."""
    return replace(quoted, **changes)  # type: ignore[arg-type]
