"""Keeps the table of pairs of wordings that are alike: the wordings touched in, their pairs out.

Which pairs are compared is one SQL statement over all wordings, so that it does not depend on the
order in which they came; what was decided on a pair of old wordings stays. Under one key, wordings
are put in order of time and each is compared with those next to it: a speaker of 100,000 quotations
costs a hundred times what one of 1,000 does, not ten thousand times.
"""

from __future__ import annotations

import json
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.link.utterances.decide import decide
from recoupe.link.utterances.pages import pages
from recoupe.link.utterances.statement import Statement
from recoupe.link.utterances.stored import pair_row
from recoupe.link.utterances.translations import CROSS, SPREAD, translate
from recoupe.rows import insert

NEIGHBOURS = 40
"""Wordings after it, in order of time, with which one is compared under one key. No key of the
2,784 quotations of Wikinews has as many."""

SAME_DAY = 16
"""The same under the key that all words of one voice on one day share, whatever they are."""

NEXT_DAY = 1
"""Days that two wordings may be apart: one speech is told with the day of two time zones."""

_PLACES = """
    CREATE OR REPLACE TEMP TABLE places AS
    WITH said AS (
        SELECT id AS wording, first, last, language, hash(voice) AS voice, person, keys, days
        FROM wordings
    ), keyed AS (
        SELECT * EXCLUDE (keys, days), unnest(keys) AS key, false AS day FROM said
        UNION ALL SELECT * EXCLUDE (keys, days), unnest(days), true FROM said
    )
    SELECT *,
        row_number() OVER (PARTITION BY key ORDER BY first NULLS FIRST, wording) AS place,
        count(*) OVER (PARTITION BY key) AS size
    FROM keyed QUALIFY size > 1
"""

_FITTING = f"""
    x.wording <> y.wording AND x.language = y.language
    AND (x.voice = y.voice OR NOT (x.person AND y.person))
    AND (x.first IS NULL OR y.first IS NULL OR (
        x.first <= y.last + {NEXT_DAY} AND y.first <= x.last + {NEXT_DAY}))
"""

_CANDIDATES = f"""
    CREATE OR REPLACE TEMP TABLE candidates AS
    WITH steps AS (
        SELECT *, unnest(range(1, least(if(day, {SAME_DAY}, {NEIGHBOURS}), size - place) + 1))
            AS step
        FROM places
    ), near AS (
        SELECT x.wording AS one, y.wording AS other
        FROM steps x JOIN places y ON y.key = x.key AND y.place = x.place + x.step
        WHERE {_FITTING}
        UNION ALL
        SELECT x.wording, y.wording FROM places x JOIN places y ON y.key = x.key
        WHERE x.first IS NULL AND (y.place <= {NEIGHBOURS} OR y.place > y.size - {NEIGHBOURS})
            AND {_FITTING}
    )
    SELECT DISTINCT least(one, other) AS a, greatest(one, other) AS b, false AS crosses FROM near
    UNION ALL SELECT *, true FROM ({CROSS})
"""  # noqa: S608 - our own numbers
"""All that is asked of a wording stands in ``places``: of tables written in the same transaction
DuckDB does not know the size, and it joined ``wordings`` with itself first."""

_OPEN = """
    CREATE OR REPLACE TEMP TABLE opened AS
    SELECT c.a, c.b, m.a IS NOT NULL AS one_article
    FROM candidates c LEFT JOIN mates m ON m.a = c.a AND m.b = c.b
    WHERE NOT c.crosses AND (c.a IN (FROM touched) OR c.b IN (FROM touched))
        AND NOT EXISTS (FROM nested n WHERE n.one = c.a AND n.other = c.b)
"""

_IN_TIME = f"""
    CREATE OR REPLACE TEMP TABLE in_time AS
    SELECT {Statement.columns()}, row_number() OVER (ORDER BY first NULLS FIRST, voice, id) AS place
    FROM wordings WHERE id IN (SELECT a FROM opened UNION SELECT b FROM opened)
    ORDER BY place
"""  # noqa: S608 - our own columns
"""The wordings to compare, those of one time and voice next to each other."""

_IN_ORDER = """
    SELECT x.place, y.place, o.one_article FROM opened o
    JOIN in_time x ON x.id = o.a JOIN in_time y ON y.id = o.b
    ORDER BY x.place, y.place
"""
"""What is compared one after the other has wordings in common, which are then read and cut into
clauses once: by their ids, those of 10^5 quotations were cut twice, those of 10^6 more often."""

_OF_PLACES = f"""
    SELECT place, {Statement.columns()} FROM in_time
    WHERE place BETWEEN ? AND ? AND place IN (SELECT unnest(from_json(?, '["BIGINT"]')))
"""  # noqa: S608 - our own columns

DECIDED = 40_000
"""Pairs decided at a time; each batch looks through the wordings of some days."""


def compare(connection: DuckDBPyConnection) -> None:
    """Decide the pairs that are to be compared and are not decided, forget those no longer so.

    Leaves in ``touched`` also the wordings that lost a pair.
    """
    _widen(connection)
    connection.execute(_PLACES)
    connection.execute(SPREAD)
    connection.execute(_CANDIDATES)
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE lost AS
        SELECT a, b FROM wording_pairs
        WHERE a IN (FROM touched) OR b IN (FROM touched)
            OR (a, b) NOT IN (SELECT (a, b) FROM candidates)
        """
    )
    connection.execute(
        "DELETE FROM wording_pairs USING lost"
        " WHERE wording_pairs.a = lost.a AND wording_pairs.b = lost.b"
    )
    _relations(connection)
    _decide(connection)
    translate(connection)
    connection.execute(
        "INSERT INTO touched SELECT wording FROM"
        " (SELECT a AS wording FROM lost UNION SELECT b FROM lost)"
        " WHERE wording NOT IN (FROM touched)"
    )
    for table in ("places", "spread", "candidates", "lost", "mates", "nested"):
        connection.execute(f"DROP TABLE {table}")


def _decide(connection: DuckDBPyConnection) -> None:
    """Store the verdicts on the pairs that have none, compared in order of time."""
    connection.execute(_OPEN)
    connection.execute(_IN_TIME)
    known: dict[int, Statement] = {}
    for page in pages(connection, "open_pairs", _IN_ORDER, DECIDED):
        known = _of_places(connection, {place for a, b, _ in page for place in (a, b)}, known)
        insert(connection, "wording_pairs", [row for p in page if (row := _pair(known, *p))])
    for table in ("opened", "in_time"):
        connection.execute(f"DROP TABLE {table}")


def _of_places(
    connection: DuckDBPyConnection, wanted: set[int], known: dict[int, Statement]
) -> dict[int, Statement]:
    """Return the wordings at some places of ``in_time``; the known ones are not read again."""
    new = sorted(wanted - known.keys())
    if not new:
        return known
    rows = connection.execute(_OF_PLACES, [new[0], new[-1], json.dumps(new)]).fetchall()
    kept = {place: known[place] for place in wanted & known.keys()}
    return kept | {place: Statement.of(tuple(row)) for place, *row in rows}


def _widen(connection: DuckDBPyConnection) -> None:
    """Add to the touched wordings those that stood beside one that is gone: new pairs may form."""
    connection.execute(
        """
        INSERT INTO touched
        SELECT DISTINCT id FROM (SELECT id, unnest(keys || days) AS key FROM wordings)
        WHERE key IN (SELECT unnest(keys || days) FROM gone) AND id NOT IN (FROM touched)
        """
    )


def _relations(connection: DuckDBPyConnection) -> None:
    """Note which candidates stand in one article, and which stand one in the other."""
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE mates AS
        SELECT DISTINCT c.a, c.b FROM candidates c JOIN statements s ON s.wording = c.a
        JOIN statements t ON t.wording = c.b AND t.article = s.article
        """
    )
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE nested AS
        SELECT DISTINCT least(s.wording, t.wording) AS one, greatest(s.wording, t.wording) AS other
        FROM statements s JOIN statements t ON s.parent = t.quotation
        """
    )


def _pair(
    known: dict[int, Statement],
    a: int,
    b: int,
    one_article: bool,  # noqa: FBT001 - a column
) -> dict[str, Any] | None:
    one, other = known[a], known[b]
    verdict = decide(one, other, one_article=one_article)
    return pair_row(one.id, other.id, verdict) if verdict else None
