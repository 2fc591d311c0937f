"""Finds marks that are on one thing: the marks of the stories held in, pairs by story out.

Marks meet where they are of one kind and line and share words around them. Large stories have a
million pairs of some thousand marks, so that pairs are numbers until each mark has been made once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from duckdb import DuckDBPyConnection

from recoupe.link.discrepancies_groups import Pair, Spot
from recoupe.link.discrepancies_told import Words

SHARED = 2
"""Words around two marks that they must share to be about one thing."""
CROWD = 200
"""Marks of a story that share a word, above which the word says nothing of what they are about."""
FETCHED = 50_000
"""Pairs that DuckDB hands over at once."""

Line = tuple[str, str, str]
"""Kind and line of marks, and the language of their articles."""


def pairs(connection: DuckDBPyConnection) -> Mapping[str, Mapping[Line, Sequence[Pair]]]:
    """Return the pairs of marks by story and line; the table ``held`` names the stories."""
    connection.execute(_MARKED)
    connection.execute(_MET, [CROWD, SHARED])
    spots = {
        n: Spot(Words(*words), value, voice, tuple(context), headline)
        for n, *words, value, voice, context, headline in connection.execute(_SPOTS).fetchall()
    }
    found: defaultdict[str, defaultdict[Line, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    met = connection.execute(_PAIRS)
    while rows := met.fetchmany(FETCHED):
        for story, kind, line, language, one, other in rows:
            found[story][kind, line, language].append((spots[one], spots[other]))
    connection.execute("DROP TABLE met; DROP TABLE marked")
    return found


_MARKED = """
    CREATE OR REPLACE TEMP TABLE marked AS
    SELECT h.story, h.language, h.origin, m.*,
        row_number() OVER (ORDER BY m.article, "start", "end", kind, line, "value", voice) AS n,
        min("value") OVER (PARTITION BY m.article, kind, line)
        <> max("value") OVER (PARTITION BY m.article, kind, line) AS several
    FROM account_marks m JOIN held h ON h.article = m.article WHERE kind <> 'twin'
"""
"""Numbered by where they stand; ``several`` tells that the article says more than one thing of the
line: such figures are not of one thing."""

_MET = """
    CREATE OR REPLACE TEMP TABLE met AS
    WITH worded AS (
        SELECT n, story, kind, line, language, article, origin, "value", several,
            unnest(context) AS word FROM marked
    ),
    telling AS (
        SELECT story, kind, line, word FROM worded GROUP BY ALL HAVING count(*) BETWEEN 2 AND ?
    )
    SELECT x.n AS one, y.n AS other FROM worded x JOIN telling t USING (story, kind, line, word)
    JOIN worded y ON y.story = x.story AND y.kind = x.kind AND y.line = x.line AND y.word = x.word
        AND y.language = x.language AND y.article > x.article AND y.origin <> x.origin
        AND y."value" <> x."value"
    WHERE x.kind <> 'figure' OR NOT (x.several OR y.several)
    GROUP BY x.n, y.n, x.kind HAVING count(*) >= ? OR x.kind = 'figure'
"""
"""Of articles in one language that are no copies of each other, and of different values."""

_SPOTS = """
    SELECT n, article, "start", "end", "first", "last", "value", voice, context, headline
    FROM marked WHERE n IN (SELECT one FROM met UNION SELECT other FROM met)
"""

_PAIRS = """
    SELECT story, kind, line, language, one, other FROM met JOIN marked ON n = one
    ORDER BY story, kind, line, language, one, other
"""
