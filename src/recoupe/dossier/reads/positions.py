"""Answers who changed his position: filters and a page in, pairs of acts or statements out.

A change is two acts of one actor in one thread, or two statements of his in nearly the same words,
of which the later one is opposed to the earlier. What came first must be certain: where the days do
not tell, nothing is said. What the reader is told is what stands in the two passages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.acts import Named
from recoupe.dossier.reads.ask import Row
from recoupe.dossier.reads.paging import FIRST, Page, Paging
from recoupe.dossier.reads.passages import Passage, Spot, passages
from recoupe.dossier.reads.positions_acts import turned_acts
from recoupe.dossier.reads.positions_found import Found, Place, Stance
from recoupe.dossier.reads.positions_words import turned_words
from recoupe.ids import make_id

Way = Literal["act", "statement"]


@dataclass(frozen=True, slots=True)
class Stand:
    """One side of a change: an event or quotation, as it stands in its thread, with its passage.

    ``type`` is that of the event, or ``STATEMENT``; ``stance`` whether it is for the thing or
    against it, ``None`` for a statement, of which only is known that the other denies it. ``date``
    is an ISO day or an interval; ``dated`` tells whether the text gives it, or the publication of
    the page.
    """

    item: str
    type: str
    status: str
    stance: Stance | None
    date: str
    dated: bool
    passage: Passage


@dataclass(frozen=True, slots=True)
class PositionRead:
    """A change of position of one actor across articles, from ``before`` to ``after``.

    ``about`` is what both are about: the object of the thread, or the words that both share.
    """

    id: str
    way: Way
    actor: Named
    kind: str
    thread: str | None
    about: str
    before: Stand
    after: Stand


@dataclass(frozen=True, slots=True)
class PositionFilters:
    """Which changes are asked for: of an actor, in a thread, by a later side in some articles."""

    actor: str | None = None
    thread: str | None = None
    articles: frozenset[str] | None = None


ALL = PositionFilters()


def positions(
    connection: DuckDBPyConnection, filters: PositionFilters = ALL, paging: Paging = FIRST
) -> Page[PositionRead]:
    """Return a page of the changes of position, the latest first."""
    found = [*turned_acts(connection), *turned_words(connection, filters.articles)]
    asked = sorted((f for f in found if _fits(f, filters)), key=_latest, reverse=True)
    here = asked[paging.offset : paging.offset + paging.limit]
    spots = [_spot(side) for f in here for side in (f.before, f.after)]
    told = passages(connection, spots)
    items = tuple(_read(f, told) for f in here)
    return Page(items, len(asked), paging.offset, paging.limit)


def _fits(found: Found, filters: PositionFilters) -> bool:
    return (
        filters.actor in {None, found.actor}
        and filters.thread in {None, found.thread}
        and (filters.articles is None or found.after.passage["article"] in filters.articles)
    )


def _latest(found: Found) -> tuple[object, ...]:
    return found.after.first or found.after.last, found.after.item, found.before.item


def _read(found: Found, told: dict[Spot, Passage]) -> PositionRead:
    return PositionRead(
        make_id("position", found.before.item, found.after.item, found.actor),
        "act" if found.thread else "statement",
        Named(found.actor, found.name),
        found.kind,
        found.thread,
        found.about,
        _stand(found.before, told),
        _stand(found.after, told),
    )


def _stand(side: Place, told: dict[Spot, Passage]) -> Stand:
    first, last = side.first or side.last, side.last
    day = first.isoformat() if first == last else f"{first}/{last}"
    return Stand(side.item, side.type, side.status, side.stance, day, side.dated, told[_spot(side)])


def _spot(side: Place) -> Spot:
    passage: Row = side.passage
    return passage["article"], passage["start"], passage["end"]
