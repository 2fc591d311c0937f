"""Writes the utterances that have changed: the wordings touched in, their groups anew out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.findings import Utterance
from recoupe.link.utterances.groups import Link, Wording, group
from recoupe.link.utterances.tell import Reason, Told, utterance
from recoupe.rows import count, insert

BATCH = 50_000
"""Quotations whose groups are reckoned at a time, some 100 MB; each batch reads whole tables."""

_SPREAD = """
    INSERT INTO touched
    SELECT DISTINCT other FROM (
        SELECT a AS one, b AS other FROM wording_pairs WHERE joined
        UNION ALL SELECT b, a FROM wording_pairs WHERE joined
    ) WHERE one IN (FROM touched) AND other NOT IN (FROM touched)
"""


def write(connection: DuckDBPyConnection) -> None:
    """Renew the utterances of all wordings linked to a touched one, or told by another way now."""
    connection.execute(
        "INSERT INTO touched SELECT DISTINCT wording FROM statements"
        " WHERE quotation IN (FROM rerouted) AND wording NOT IN (FROM touched)"
    )
    _spread(connection)
    _forget(connection)
    _label(connection)
    for first, last in _batches(connection):
        found = list(_utterances(connection, first, last))
        insert(connection, "utterances", found)
    connection.execute("DROP TABLE parts")


def _spread(connection: DuckDBPyConnection) -> None:
    """Add to the touched wordings all that are linked to them over any number of pairs."""
    while True:
        before = count(connection, "touched")
        connection.execute(_SPREAD)
        if count(connection, "touched") == before:
            return


def _forget(connection: DuckDBPyConnection) -> None:
    """Delete the utterances with a quotation of a touched wording or of an article read again."""
    connection.execute(
        """
        DELETE FROM utterances WHERE id IN (
            SELECT id FROM (SELECT id, unnest(members).id AS quotation FROM utterances)
            WHERE quotation NOT IN (SELECT quotation FROM statements)
                OR quotation IN (SELECT quotation FROM statements WHERE wording IN (FROM touched)))
        """
    )


def _label(connection: DuckDBPyConnection) -> None:
    """Number the connected sets of touched wordings that can hold an utterance, in ``parts``."""
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE labels AS
        SELECT DISTINCT wording, wording AS label FROM touched
        WHERE wording IN (SELECT wording FROM statements)
        """
    )
    while connection.execute(_LOWER_LABELS).fetchall()[0][0]:
        connection.execute(_FOLLOW_LABELS)
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE parts AS
        WITH counted AS (
            SELECT l.label, l.wording, count(*) AS quotations
            FROM labels l JOIN statements s ON s.wording = l.wording GROUP BY ALL
        ), large AS (
            SELECT label, sum(quotations) AS size FROM counted GROUP BY label HAVING size > 1
        ), placed AS (
            SELECT label, sum(size) OVER (ORDER BY label) - size AS before FROM large
        )
        SELECT wording, label, before FROM counted JOIN placed USING (label)
        """
    )
    connection.execute("DROP TABLE labels")


_LOWER_LABELS = """
    UPDATE labels SET label = n.label FROM (
        SELECT one AS wording, min(label) AS label FROM (
            SELECT a AS one, b AS other FROM wording_pairs WHERE joined
            UNION ALL SELECT b, a FROM wording_pairs WHERE joined
        ) JOIN labels ON labels.wording = other GROUP BY one
    ) n WHERE n.wording = labels.wording AND n.label < labels.label
"""


_FOLLOW_LABELS = """
    UPDATE labels SET label = n.label FROM labels n
    WHERE n.wording = labels.label AND n.label < labels.label
"""
"""Takes over the label of what one is labelled by, so that a chain of any length takes few rounds:
without it, the rounds at 300,000 quotations cost eight times those at 100,000."""


def _batches(connection: DuckDBPyConnection) -> Iterator[tuple[int, int]]:
    row = connection.execute("SELECT max(before) FROM parts").fetchone()
    if row and row[0] is not None:
        for start in range(0, int(row[0]) + 1, BATCH):
            yield start, start + BATCH


_TOLD = """
    SELECT p.label, s.quotation, s.wording, s.article,
        coalesce(a.published."value", a.published.latest, '9999'), w.language, w."text",
        s.speaker, w.speaker_name, q.said."value", q.said.basis, w.headline,
        coalesce(o.origin, s.article), coalesce(o."name", a.outlet, a.uri),
        coalesce(o.origin = v.own, true), w."first", w."last"
    FROM parts p JOIN statements s USING (wording) JOIN wordings w ON w.id = s.wording
    JOIN current_quotations q ON q.id = s.quotation JOIN articles a ON a.id = s.article
    LEFT JOIN origins o ON o.quotation = s.quotation
    LEFT JOIN article_origins v ON v.article = a.id
    WHERE p.before >= ? AND p.before < ?
    ORDER BY p.label, s.quotation
"""

_LINKS = """
    SELECT p.label, x.a, x.part_a, x.b, x.part_b, x.score, x.joined, x.reasons
    FROM parts p JOIN wording_pairs x ON x.a = p.wording
    JOIN parts o ON o.wording = x.b AND o.label = p.label
    WHERE p.before >= ? AND p.before < ?
    ORDER BY p.label, x.a, x.b
"""


def _utterances(connection: DuckDBPyConnection, first: int, last: int) -> Iterator[Utterance]:
    """Yield the utterances of the connected sets whose place lies between two numbers."""
    told: dict[str, list[tuple[Any, ...]]] = {}
    for row in connection.execute(_TOLD, [first, last]).fetchall():
        told.setdefault(row[0], []).append(row[1:])
    links: dict[str, list[tuple[Any, ...]]] = {}
    for row in connection.execute(_LINKS, [first, last]).fetchall():
        links.setdefault(row[0], []).append(row[1:])
    for label, rows in told.items():
        yield from _of_part(rows, links.get(label, []))


def _of_part(rows: list[tuple[Any, ...]], links: list[tuple[Any, ...]]) -> Iterator[Utterance]:
    """Yield the utterances of one connected set."""
    by_wording: dict[str, list[Told]] = {}
    wordings: dict[str, Wording] = {}
    for row in rows:
        told = Told(*row[:-2])
        by_wording.setdefault(told.wording, []).append(told)
        wordings[told.wording] = Wording(told.wording, told.headline, *row[-2:])
    found = group(
        wordings, [Link((a, i), (b, j), score, joined) for a, i, b, j, score, joined, _ in links]
    )
    grouped = {w for g in found for w in g}
    alone = [(w,) for w, told in by_wording.items() if len(told) > 1 and w not in grouped]
    for wording_ids in [*found, *alone]:
        told_here = [t for w in wording_ids for t in by_wording[w]]
        yield utterance(told_here, _reasons(set(wording_ids), links))


def _reasons(inside: set[str], links: list[tuple[Any, ...]]) -> dict[str, Reason]:
    """Return for each wording of a group its surest link to another one of it."""
    best: dict[str, Reason] = {}
    for a, _, b, _, score, joined, reasons in links:
        if joined and a in inside and b in inside:
            for wording in (a, b):
                if wording not in best or best[wording].score < score:
                    best[wording] = Reason(score, tuple(reasons))
    return best
