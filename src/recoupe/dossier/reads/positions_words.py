"""Finds speakers who deny what they said before: an open dossier in, opposed statements out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.ask import Row, rows
from recoupe.dossier.reads.positions_found import Found, Place
from recoupe.link.differences import contradictions
from recoupe.link.thread_moves import STATEMENT
from recoupe.link.utterances.decide import OPPOSED, likeness
from recoupe.link.utterances.text import clauses

SHARED = 2
"""Keys (a rare word, or two words) that two wordings must share to be compared: one has what is
spoken of in common, two have something said of it."""

COMMON = 60
"""Wordings of one speaker from which a key is a theme of his, and brings none together."""

_PAIRS = """
    WITH told AS (
        SELECT w.id, w.language, w.text, w.first, w.last, w.keys,
            w.told, s.speaker, min(s.quotation) AS quotation
        FROM wordings w JOIN statements s ON s.wording = w.id
        JOIN current_entities n ON n.id = s.speaker
        WHERE NOT w.headline AND s.parent IS NULL AND n.named
            AND w.first IS NOT NULL AND w.last IS NOT NULL
        GROUP BY ALL
    ),
    keyed AS (SELECT id, speaker, language, "first", "last", unnest("keys") AS "key" FROM told),
    rare AS (
        SELECT * FROM keyed
        QUALIFY count(*) OVER (PARTITION BY speaker, language, "key") BETWEEN 2 AND {common:d}
    ),
    pairs AS (
        SELECT a.id AS a, b.id AS b, a.speaker FROM rare a JOIN rare b
            ON a.key = b.key AND a.speaker = b.speaker AND a.language = b.language
            AND a.last < b.first
        GROUP BY ALL HAVING count(*) >= {shared:d}
    )
    SELECT p.speaker AS actor, n.name, n.kind, a.language,
        a.text AS a_text, a.first AS a_first, a.last AS a_last,
        a.told AS a_told, qa.id AS a_item,
        {{'article': qa.article, 'start': qa.content[1].start,
          'end': qa.content[len(qa.content)].end}} AS a_passage,
        b.text AS b_text, b.first AS b_first, b.last AS b_last,
        b.told AS b_told, qb.id AS b_item,
        {{'article': qb.article, 'start': qb.content[1].start,
          'end': qb.content[len(qb.content)].end}} AS b_passage
    FROM pairs p JOIN told a ON a.id = p.a AND a.speaker = p.speaker
    JOIN told b ON b.id = p.b AND b.speaker = p.speaker
    JOIN current_entities n ON n.id = p.speaker
    JOIN current_quotations qa ON qa.id = a.quotation
    JOIN current_quotations qb ON qb.id = b.quotation
    ORDER BY p.speaker, b.first, b.id, a.last DESC, a.id
"""


def turned_words(
    connection: DuckDBPyConnection, articles: frozenset[str] | None = None
) -> Iterator[Found]:
    """Yield pairs of statements of one speaker of different days, of which one denies the other.

    Each later statement is set against the last one before it; ``articles`` are those in which
    the later one stands. One without a day was said in the week before its page came out, as where
    utterances are joined; it may still be an old one told again, if he said the same before.
    """
    found = rows(connection, _PAIRS.format(common=COMMON, shared=SHARED))
    for _, told in groupby(found, key=lambda row: (row["actor"], row["b_item"])):
        pairs = list(told)
        if articles is None or pairs[0]["b_passage"]["article"] in articles:
            turned = _turned(pairs)
            if turned:
                yield turned


def _turned(pairs: Sequence[Row]) -> Found | None:
    """Return the turn of one later statement, of its pairs with earlier ones, the last first."""
    met = ((row, _met(row)) for row in pairs)
    alike = [(row, denied, shared) for row, (denied, shared) in met if denied is not None]
    row, shared = next(((r, s) for r, denied, s in alike if denied), (None, ()))
    if row is None or alike[0][0] is not row:
        return None
    if not row["b_told"] and not all(denied for _, denied, _ in alike):
        return None
    about = ", ".join(shared)
    sides = _place(row, "a"), _place(row, "b")
    return Found(row["actor"], row["name"], row["kind"], None, about, *sides)


def _met(row: Row) -> tuple[bool | None, tuple[str, ...]]:
    """Tell whether one statement denies the other, ``None`` where the words are too different."""
    alike = likeness(row["a_text"], row["b_text"], row["language"])
    if alike.grams < OPPOSED:
        return None, ()
    one, other = (
        clauses(row[f"{side}_text"], row["language"])[part].text
        for side, part in zip("ab", alike.parts, strict=True)
    )
    differing = contradictions(one, other, row["language"])
    return any(d.kind == "negation" for d in differing), alike.shared


def _place(row: Row, side: str) -> Place:
    return Place(
        row[f"{side}_item"],
        STATEMENT,
        "said",
        None,
        row[f"{side}_first"],
        row[f"{side}_last"],
        dated=row[f"{side}_told"],
        passage=row[f"{side}_passage"],
    )
