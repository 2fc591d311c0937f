"""Keeps what readers say against the machine: drafts in, rows of the table of corrections out.

Each function takes a connection open for writing; linking (``link.steps.link``) then applies what
was said, on the articles that it concerns (a discrepancy that is none goes without linking).
Nothing a machine found is changed, so what is undone is as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.days import days
from recoupe.errors import DossierError
from recoupe.findings import Correction, CorrectionKind, Passage
from recoupe.ids import make_id
from recoupe.link.corrections.active import TABLES, live_items
from recoupe.link.corrections.discrepancies import correct_discrepancies
from recoupe.rows import by_name, from_row, insert

_PLACES = {
    "actors": "SELECT article, coalesce(mentions[1].span, {'start': 0, 'end': 0, 'text': name})"
    " AS place FROM actors WHERE id = ?",
    "quotations": "SELECT article, content[1] AS place FROM quotations WHERE id = ?",
    "discrepancies": "SELECT passages[1].article, passages[1] AS place FROM discrepancies"
    " WHERE id = ?",
}
_PAIRS = frozenset({"same actor", "different actors", "same utterance", "different utterances"})
LONGEST = 1_000
"""Characters of a name or reason: more is no name, and a page must be able to show it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader says, before it is known where in the dossier it stands."""

    kind: CorrectionKind
    items: tuple[str, ...]
    who: str
    value: str | None = None
    actor: str | None = None
    reason: str | None = None


def correct(
    connection: DuckDBPyConnection, draft: Draft, *, made: datetime | None = None
) -> Correction:
    """Keep a correction and return it; :class:`DossierError` says what is wrong with it.

    It is applied by the next linking, which looks again at the articles named in it.
    """
    _check(draft)
    when = (made or datetime.now(UTC)).isoformat(timespec="seconds")
    actor = _actor(connection, draft.actor) if draft.actor else None
    correction = Correction(
        make_id("correction", draft.kind, draft.items, draft.who, draft.value, when),
        draft.kind,
        draft.items,
        tuple(_place(connection, draft.kind, item) for item in draft.items),
        draft.who.strip(),
        when,
        draft.value or (actor[1] if actor else None),
        actor and actor[0],
        draft.reason or None,
    )
    _keep(connection, correction)
    return correction


def undo(connection: DuckDBPyConnection, identity: str, who: str) -> Correction:
    """Take a correction back, which stays in the list as undone, and return it."""
    found = next((c for c in corrections(connection) if c.id == identity), None)
    if found is None:
        raise DossierError(f"no correction {identity}: see 'recoupe corrections list FILE'")
    if found.undone:
        raise DossierError(f"correction {identity} was undone before, on {found.undone[:10]}")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(
        "UPDATE corrections SET undone = ?, undone_by = ? WHERE id = ?", [now, who, identity]
    )
    _renew(connection, found)
    return replace(found, undone=now, undone_by=who)


def corrections(connection: DuckDBPyConnection) -> tuple[Correction, ...]:
    """Return all corrections, undone ones too, oldest first."""
    rows = by_name(connection.execute("SELECT * FROM corrections ORDER BY made, id"))
    return tuple(from_row(Correction, row) for row in rows)


def lost(connection: DuckDBPyConnection) -> frozenset[str]:
    """Return the ids of corrections some of whose items no longer stand in the dossier."""
    return frozenset(
        c.id
        for c in corrections(connection)
        if not c.undone and len(tuple(live_items(connection, c))) < len(c.items)
    )


def take_in(connection: DuckDBPyConnection, rows: Iterable[dict[str, Any]]) -> tuple[int, int]:
    """Keep corrections exported before; return how many were new and how many are about nothing.

    Those whose items the dossier does not hold are kept, and applied once their pages are added.
    """
    known = {c.id for c in corrections(connection)}
    found = [_parsed(row) for row in rows]
    fresh = [c for c in found if c.id not in known]
    for correction in fresh:
        _keep(connection, correction)
    absent = [c for c in fresh if len(tuple(live_items(connection, c))) < len(c.items)]
    return len(fresh), len(absent)


def _parsed(row: dict[str, Any]) -> Correction:
    try:
        correction = from_row(Correction, {"value": None, "actor": None, "reason": None,
                                           "undone": None, "undone_by": None} | row)  # fmt: skip
        datetime.fromisoformat(correction.made)
        _check(_draft(correction))
        whole = len(correction.items) == len(correction.passages)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DossierError(f"a line is no correction that recoupe exported: {error!r}") from error
    if not whole or not all(isinstance(i, str) for i in correction.items):
        raise DossierError(f"correction {correction.id}: each item needs its passage")
    return correction


def _draft(correction: Correction) -> Draft:
    return Draft(
        correction.kind,
        correction.items,
        correction.who,
        correction.value,
        correction.actor,
        correction.reason,
    )


def _check(draft: Draft) -> None:
    """Raise :class:`DossierError` where a correction says nothing that can be applied."""
    if draft.kind not in TABLES:
        raise DossierError(f"unknown kind of correction: {draft.kind}; known: {', '.join(TABLES)}")
    if not draft.who.strip():
        raise DossierError("a correction needs the name of who makes it")
    if not draft.items or (draft.kind in _PAIRS and len(set(draft.items)) < 2):  # noqa: PLR2004 - a pair
        raise DossierError(f"'{draft.kind}' needs two different items")
    if draft.kind == "date" and not days(draft.value):
        raise DossierError(f"no date: {draft.value!r}; write 2025-02-25, 2025-02 or 2025-W09")
    if any(len(text or "") > LONGEST for text in (draft.who, draft.value, draft.reason)):
        raise DossierError(f"a name, date or reason has at most {LONGEST} characters")


def _place(connection: DuckDBPyConnection, kind: CorrectionKind, item: str) -> Passage:
    row = connection.execute(_PLACES[TABLES[kind]], [item]).fetchone()
    if row is None or row[1] is None:
        raise DossierError(
            f"nothing of the id {item} among the {TABLES[kind]} of the dossier:"
            " it may have gone with an update"
        )
    article, place = row
    return Passage(article, place["start"], place["end"], place["text"])


def _actor(connection: DuckDBPyConnection, identity: str) -> tuple[str, str]:
    row = connection.execute("SELECT id, name FROM actors WHERE id = ?", [identity]).fetchone()
    if row is None:
        raise DossierError(f"no actor {identity} in the dossier")
    return row[0], row[1]


def _keep(connection: DuckDBPyConnection, correction: Correction) -> None:
    insert(connection, "corrections", [correction])
    _renew(connection, correction)


def _renew(connection: DuckDBPyConnection, correction: Correction) -> None:
    """Have the next linking look at the articles of a correction again.

    Nothing else hangs on a discrepancy, so one that is none goes at once, without linking.
    """
    if correction.kind == "no discrepancy":
        correct_discrepancies(connection)
        return
    articles: Sequence[str] = sorted({p.article for p in correction.passages})
    connection.executemany(
        "INSERT INTO fresh SELECT id FROM articles WHERE id = ? AND id NOT IN (FROM fresh)",
        [[a] for a in articles],
    )
