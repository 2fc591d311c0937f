"""Joins wordings of two languages: pairs of one voice and time in, those of one meaning out.

Only an encoder sees that two sentences of two languages say the same; without it this does nothing.
What it cannot see (figures, a denial) is looked at apart.
"""

from __future__ import annotations

from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.link.differences_figures import figures
from recoupe.link.differences_number import meet
from recoupe.link.differences_side import side
from recoupe.link.utterances import encoder
from recoupe.link.utterances.decide import Verdict, dates, when, who
from recoupe.link.utterances.pages import pages
from recoupe.link.utterances.statement import Statement
from recoupe.link.utterances.stored import pair_row, statements
from recoupe.link.utterances.text import clauses
from recoupe.rows import insert

NEEDED = {"same day": 0.50, "told dates": 0.57, "fitting dates": 0.57}
"""Cosine from which two clauses of two languages say the same. In the example affair the pairs of
one speaker and fitting dates that are one utterance lie from 0.51 on, the others up to 0.41. Among
1,000 translated sentences (PUD) the true one has 0.62 or more in 95 of 100, the best of the 999
others 0.37 in the middle, and more than 0.53 in 5 of 100."""

ALIKE_IN_LENGTH = 0.6
"""Ratio of the lengths of two clauses from which a denial in only one makes them opposites."""

MOST = 200
"""Wordings of one voice, language and eight days compared with those of another language."""

CROSS = f"""
    SELECT DISTINCT least(x.id, y.id) AS a, greatest(x.id, y.id) AS b FROM spread x JOIN spread y
    ON x.voiced = y.voiced AND x.bin = y.bin AND x.language < y.language
        AND x.first <= y.last AND y.first <= x.last
        AND (x.voice = y.voice OR NOT (x.person AND y.person))
    WHERE x.place <= {MOST} AND y.place <= {MOST}
"""  # noqa: S608 - our own numbers
"""Pairs of wordings of two languages that can be one utterance, over the table ``spread``."""

SPREAD = """
    CREATE OR REPLACE TEMP TABLE spread AS
    WITH voiced AS (
        SELECT id, language, first, last, person, voice,
            unnest(list_append(bodies, voice)) AS voiced
        FROM wordings WHERE last - first <= 31
    ), bilingual AS (
        FROM voiced QUALIFY min(language) OVER (PARTITION BY voiced)
            <> max(language) OVER (PARTITION BY voiced)
    ), placed AS (
        SELECT *, unnest(range(epoch(first)::BIGINT // 691200,
            epoch(last)::BIGINT // 691200 + 1)) AS bin
        FROM bilingual
    )
    SELECT *, row_number() OVER (PARTITION BY voiced, bin, language ORDER BY id) AS place
    FROM placed
"""

_NEAREST = f"""
    SELECT c.a, c.b, max(array_cosine_similarity(x.vector, y.vector)) AS cosine,
        arg_max(x.part * 1000 + y.part, array_cosine_similarity(x.vector, y.vector)) AS places
    FROM crossing c JOIN wording_vectors x ON x.wording = c.a
    JOIN wording_vectors y ON y.wording = c.b
    GROUP BY c.a, c.b HAVING cosine >= {min(NEEDED.values())}
    ORDER BY c.a, c.b
"""  # noqa: S608 - our own numbers


def translate(connection: DuckDBPyConnection) -> None:
    """Store the pairs of two languages among the candidates, where a touched wording is in them."""
    connection.execute("DELETE FROM wording_vectors WHERE wording NOT IN (SELECT id FROM wordings)")
    if not encoder.available():
        return
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE crossing AS SELECT a, b FROM candidates"
        " WHERE crosses AND (a IN (FROM touched) OR b IN (FROM touched))"
    )
    _encode(connection)
    for page in pages(connection, "near_meanings", _NEAREST):
        _store(connection, page)
    connection.execute("DROP TABLE crossing")


def _encode(connection: DuckDBPyConnection) -> None:
    """Store the vectors of the clauses that are to be compared and have none."""
    wanted = (
        'SELECT id, "text", language FROM wordings'
        " WHERE id IN (SELECT a FROM crossing UNION SELECT b FROM crossing)"
        " AND id NOT IN (SELECT wording FROM wording_vectors) ORDER BY id"
    )
    for page in pages(connection, "unencoded", wanted, encoder.BATCH):
        parts = [
            (wording, i, clause.text)
            for wording, text, language in page
            for i, clause in enumerate(clauses(text, language))
        ]
        vectors = encoder.encode([text for _, _, text in parts])
        rows = [
            {"wording": wording, "part": i, "vector": vector}
            for (wording, i, _), vector in zip(parts, vectors, strict=True)
        ]
        insert(connection, "wording_vectors", rows)


def _store(connection: DuckDBPyConnection, page: list[tuple[Any, ...]]) -> None:
    known = statements(connection, [name for a, b, *_ in page for name in (a, b)])
    rows = []
    for a, b, cosine, places in page:
        verdict = decide(known[a], known[b], cosine, divmod(places, 1000))
        if verdict:
            rows.append(pair_row(a, b, verdict))
    insert(connection, "wording_pairs", rows)


def decide(
    one: Statement, other: Statement, cosine: float, parts: tuple[int, int]
) -> Verdict | None:
    """Return the verdict on two wordings of two languages whose clauses ``parts`` are nearest."""
    speaks, dated = who(one, other), when(one, other)
    needed = NEEDED.get(dated or "")
    if speaks is None or dated is None or needed is None or cosine < needed:
        return None
    score = round(0.5 + (cosine - needed) / (2 * (1 - needed)), 3)
    meaning = f"the same meaning in two languages: {cosine:.2f} of 1"
    reasons = (speaks, dates(one, other, dated), meaning)
    apart = _opposed(
        (clauses(one.text, one.language)[parts[0]].text, one.language),
        (clauses(other.text, other.language)[parts[1]].text, other.language),
    )
    places = _place(one, parts[0]), _place(other, parts[1])
    return Verdict(apart is None, min(1.0, score), places, reasons, apart)


def _place(statement: Statement, part: int) -> int:
    """Return the place of a clause; a whole text of several stands for its first."""
    count = len(clauses(statement.text, statement.language))
    return 0 if part == count - 1 else part


def _opposed(one: tuple[str, str], other: tuple[str, str]) -> str | None:
    """Name what makes translations two statements: other figures, a denial in only one."""
    a, b = side(*one), side(*other)
    ours, theirs = ([f for f in figures(s) if any(map(str.isdigit, f.span.text))] for s in (a, b))
    if ours and theirs and not any(meet(f, g) for f in ours for g in theirs):
        told = (", ".join(f.span.text for f in found) for found in (ours, theirs))
        return "The figures differ: {} and {}.".format(*told)
    short, long = sorted(len(text) for text, _ in (one, other))
    if len(a.denials) % 2 != len(b.denials) % 2 and short >= ALIKE_IN_LENGTH * long:
        return "One of them is a denial."
    return None
