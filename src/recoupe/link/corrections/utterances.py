"""Joins and parts utterances as readers say: corrections in, rows of utterances out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from duckdb import DuckDBPyConnection

from recoupe.findings import Correction, Member, Utterance
from recoupe.link.corrections.active import active
from recoupe.link.corrections.actors import BY_HAND, told
from recoupe.link.corrections.regroup import Groups, regroup
from recoupe.link.singles import ONCE
from recoupe.link.utterances.tell import Reason, Told, utterance
from recoupe.records import Said
from recoupe.rows import LISTED, by_name, from_row, insert, listed

_TOLD = f"""
    SELECT q.id, coalesce(s.wording, q.id), q.article,
        coalesce(a.published."value", a.published.latest, '9999'), a.language,
        array_to_string(list_transform(q.content, c -> c."text"), ' '), k.entity,
        coalesce(q.speaker_name, ''), q.said."value", q.said.basis, q.headline,
        coalesce(o.origin, q.article), coalesce(o."name", a.outlet, a.uri),
        coalesce(o.origin = v.own, true)
    FROM current_quotations q JOIN articles a ON a.id = q.article
    LEFT JOIN statements s ON s.quotation = q.id LEFT JOIN origins o ON o.quotation = q.id
    LEFT JOIN article_origins v ON v.article = a.id
    LEFT JOIN current_memberships k ON k.actor = q.speaker
    WHERE q.id IN {LISTED} ORDER BY q.id
"""  # noqa: S608 - our own text


def correct_utterances(connection: DuckDBPyConnection) -> None:
    """Renew what corrections make of the utterances."""
    connection.execute("DELETE FROM corrected_utterances")
    connection.execute("DELETE FROM replaced_utterances")
    corrections = active(connection, "same utterance", "different utterances")
    items = [item for c in corrections for item in c.items]
    old = _utterances(connection, items)
    before = {m.id: u.id for u in old.values() for m in u.members}
    accounts = {t.quotation: t for t in _told(connection, before)}
    after = regroup(
        before, corrections, "same utterance", lambda a, b, now: _likes(a, b, now, accounts)
    )
    _write(connection, corrections, old, after, accounts)


def _utterances(connection: DuckDBPyConnection, quotations: Sequence[str]) -> dict[str, Utterance]:
    """Return the machine's own utterances that hold any of these quotations."""
    query = f"""
        SELECT * FROM utterances WHERE id IN (
            SELECT id FROM (SELECT id, unnest(members).id AS quotation FROM utterances)
            WHERE quotation IN {LISTED}) ORDER BY id
    """  # noqa: S608 - our own text
    rows = by_name(connection.execute(query, [listed(quotations)]))
    found = [from_row(Utterance, row) for row in rows]
    return {u.id: u for u in found}


def _told(connection: DuckDBPyConnection, quotations: Groups) -> list[Told]:
    rows = connection.execute(_TOLD, [listed(quotations)]).fetchall()
    return [Told(*row) for row in rows]


def _likes(first: str, second: str, now: Groups, accounts: dict[str, Told]) -> set[str]:
    """Return what leaves with the second quotation: its verbatim copies, if the first is none."""
    wording = accounts[second].wording
    if accounts[first].wording == wording:
        return {second}
    return {q for q, g in now.items() if g == now[second] and accounts[q].wording == wording}


def _write(
    connection: DuckDBPyConnection,
    corrections: Sequence[Correction],
    old: dict[str, Utterance],
    after: Groups,
    accounts: dict[str, Told],
) -> None:
    """Write the utterances that lost or won quotations, all of them as they are now."""
    before = {m.id: u.id for u in old.values() for m in u.members}
    changed = {x for q in before if before[q] != after[q] for x in (before[q], after[q])}
    reasons = {item: told(c) for c in corrections for item in c.items}
    known = {m.id: m for u in old.values() for m in u.members}
    rows = {}
    for group in sorted(changed & set(after.values())):
        here = [accounts[q] for q in sorted(after) if after[q] == group]
        why = {t.wording: _reason(t, known, before[t.quotation] == group, reasons) for t in here}
        rows[group] = utterance(here, why) if len(here) > 1 else _single(here[0])
    insert(connection, "corrected_utterances", list(rows.values()))
    went = {u: Counter(after[m.id] for m in old[u].members) for u in sorted(changed & set(old))}
    insert(connection, "replaced_utterances", [
        {"id": u, "now": rows[groups.most_common(1)[0][0]].id} for u, groups in went.items()
    ])  # fmt: skip


def _reason(here: Told, known: dict[str, Member], stayed: bool, reasons: dict[str, str]) -> Reason:  # noqa: FBT001
    """Return why a quotation belongs to its group: as the machine said, or by hand."""
    member = known[here.quotation]
    if stayed and member.reasons != (ONCE,):
        return Reason(member.score, member.reasons)
    return Reason(1.0, (reasons.get(here.quotation, BY_HAND),))


def _single(here: Told) -> Utterance:
    """Return the utterance of one quotation alone."""
    return Utterance(
        here.quotation,
        here.speaker,
        here.speaker_name or None,
        Said(here.said, here.basis),
        (Member(here.quotation, 1.0, (ONCE,)),),
        fullest=here.quotation,
        earliest=here.quotation,
        articles=(here.article,),
        origin_names=(here.origin_name,),
    )
