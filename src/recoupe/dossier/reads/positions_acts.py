"""Finds actors who act against what they did before: an open dossier in, opposed acts out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from duckdb import DuckDBPyConnection

from recoupe.days import days
from recoupe.dossier.reads.ask import Row, rows
from recoupe.dossier.reads.positions_found import Found, Place, Stance
from recoupe.extract.events.codes import COMPOSED

FOR = frozenset({"AGREE", "SUPPORT", "CONCEDE", "COOPERATE"})
AGAINST = frozenset({"REJECT"})
"""Types of events that are a stand on the thing of their thread. The others (a threat, a sanction,
a demand, a meeting) can go with either."""

CALLED_OFF = frozenset({"withdraw", "discontinue"})
"""Modes of a SANCTION by which somebody leaves what he stood in: talks broken off, a contract
cancelled. It is a stand against it where the thing is one that people enter."""

ENTERED = frozenset({"agreement", "ceasefire", "aid", "sale", "works"})

OPPOSING = frozenset({"sanction", "tariff", "strike", "closure", "dismissal", "withdrawal"})
"""Kinds of things that can be imposed and lifted: to refuse one is to be for the other. In their
threads two acts must say what they are on (to ease, to sanction) to be set against each other."""

FIRM = frozenset({"done", "under way", "offered", "promised", "past history"})
"""Status of acts that show where somebody stands. What is denied, asked, imagined or on a condition
does not."""

PAST = "past history"

_ACTS = """
    WITH moves AS (
        SELECT id AS thread, "object", kind AS thing, unnest(steps) AS step FROM threads
    ),
    doers AS (
        SELECT DISTINCT e.id, e.code, e.mode, m.entity FROM
            (SELECT id, code, mode, unnest(actors).actor AS actor FROM events
                WHERE "condition" IS NULL) e
        JOIN current_memberships m USING (actor)
    )
    SELECT v.thread, v."object", v.thing, d.code, d.mode, n.id AS actor, n.name, n.kind,
        v.step.item, v.step.passage, v.step.type, v.step.status, v.step.date, v.step.by
    FROM moves v JOIN doers d ON d.id = v.step.item JOIN current_entities n ON n.id = d.entity
    WHERE n.named ORDER BY v.thread, n.id, v.step.item
"""

_BARE = {
    whole: bare
    for table in (COMPOSED["AGREE"], COMPOSED["REJECT"])
    for bare, whole in table.items()
}
"""What an act of agreeing or refusing is on, by its code: 1244 is to refuse 085, to ease."""


@dataclass(frozen=True, slots=True)
class _Act:
    """A stand with what it is on: the code of the act agreed to or refused, '' where not told."""

    place: Place
    on: str
    thing: str


def turned_acts(connection: DuckDBPyConnection) -> Iterator[Found]:
    """Yield each act of a thread that is opposed to the last one before it by the same actor."""
    found = rows(connection, _ACTS)
    for (thread, actor), told in groupby(found, key=lambda r: (r["thread"], r["actor"])):
        group = list(told)
        acts = sorted(filter(None, map(_act, group)), key=_in_time)
        for before, after in _turns(acts):
            head = group[0]
            yield Found(actor, head["name"], head["kind"], thread, head["object"], before, after)


def _turns(acts: Sequence[_Act]) -> Iterator[tuple[Place, Place]]:
    for n, act in enumerate(acts):
        earlier = [a for a in acts[:n] if _earlier(a, act) and _comparable(a, act)]
        if not earlier or earlier[-1].place.stance == act.place.stance:
            continue
        if act.place.dated or not _told_before(act, earlier):
            yield earlier[-1].place, act.place


def _told_before(act: _Act, earlier: Sequence[_Act]) -> bool:
    """Tell whether an undated act may be one of before, told once more: then it is no news."""
    return any(a.place.stance == act.place.stance for a in earlier)


def _earlier(one: _Act, other: _Act) -> bool:
    return other.place.first is not None and one.place.last < other.place.first


def _comparable(one: _Act, other: _Act) -> bool:
    """Tell whether two acts of a thread are on the same: both ease, or neither says on what."""
    if one.on and other.on:
        return one.on.startswith(other.on) or other.on.startswith(one.on)
    return one.on == other.on or one.thing not in OPPOSING


def _act(row: Row) -> _Act | None:
    """Return the stand of a row, ``None`` where it shows none or no day is known."""
    stance = _stance(row)
    when = _when(row)
    if stance is None or when is None:
        return None
    first, last, dated = when
    place = Place(
        row["item"], row["type"], row["status"], stance, first, last, dated, row["passage"]
    )
    return _Act(place, _on(row["code"]), row["thing"])


def _stance(row: Row) -> Stance | None:
    if row["status"] not in FIRM:
        return None
    if row["type"] in FOR:
        return "for"
    called_off = row["mode"] in CALLED_OFF and row["thing"] in ENTERED
    return "against" if row["type"] in AGAINST or called_off else None


def _when(row: Row) -> tuple[date | None, date, bool] | None:
    """Return the days of an act; an undated one is news of the day its page came out.

    What is told as past was before that day, nobody knows how long.
    """
    told = days(row["date"])
    if told:
        return (*told, True)
    out = days(row["by"])
    if out is None or row["date"]:
        return None
    return (None if row["status"] == PAST else out[0]), out[1], False


def _on(code: str) -> str:
    found = (_BARE[code[:n]] for n in range(len(code), 2, -1) if code[:n] in _BARE)
    return next(found, "" if code[:2] in {"03", "12", "16"} else code[:2])


def _in_time(act: _Act) -> tuple[date, date, str]:
    place = act.place
    return place.first or place.last, place.last, place.item
