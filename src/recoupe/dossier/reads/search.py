"""Finds lines of articles by their words: a question in, passages with marked words out."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from recoupe.dossier.reads.affair import Counted
from recoupe.dossier.reads.ask import Row, grouped, rows
from recoupe.dossier.reads.paging import FIRST, Page, Paging
from recoupe.dossier.reads.passages import Passage, passages
from recoupe.dossier.reads.shelved import keys
from recoupe.dossier.reads.words import Words, words
from recoupe.records import Span

MOST_CHOICES = 30
"""Outlets that are counted of what was found, those of most lines."""

RISE, LENGTH = 1.2, 0.75
"""The usual constants of BM25: how soon a word told again counts no more, and how much the length
of a line matters."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of an article in which all words stand: ``found`` are the words, as spans of the text.

    ``utterances`` are those of which a wording stands in the line.
    """

    passage: Passage
    found: tuple[Span, ...]
    score: float
    utterances: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, the most telling first; ``outlets`` and ``languages`` count the lines."""

    hits: Page[Hit]
    outlets: tuple[Counted, ...]
    languages: tuple[Counted, ...]


_SCORED = f"""
    WITH hits AS (
        SELECT CASE {{cases}} END AS word, line, sum(times) AS times
        FROM shelf_line_words WHERE key IN ({{all}}) GROUP BY ALL
    ),
    size AS (SELECT count(*) AS lines, avg(words) AS usual FROM shelf_lines),
    weights AS (
        SELECT word, ln(1 + (any_value(lines) - count(*) + 0.5) / (count(*) + 0.5)) AS weight
        FROM hits, size GROUP BY word
    ),
    scored AS (
        SELECT h.line, l.article, l.start, l."end", sum(weight * times * {RISE + 1}
            / (times + {RISE} * (1 - {LENGTH} + {LENGTH} * l.words / usual))) AS score
        FROM hits h JOIN weights USING (word) JOIN shelf_lines l USING (line), size
        GROUP BY ALL HAVING count(*) = {{count}}
    ),
    placed AS MATERIALIZED (
        SELECT s.*, a.id, coalesce(a.outlet, a.uri) AS outlet, a.language
        FROM scored s JOIN shelf_articles a ON a.place = s.article
        WHERE ($outlet IS NULL OR coalesce(a.outlet, a.uri) = $outlet)
            AND ($language IS NULL OR a.language = $language)
    )
"""  # noqa: S608 - ours

_ANSWER = """
    SELECT 'hit' AS part, NULL AS "value", NULL AS n, id, line, "start", "end", score
    FROM (FROM placed ORDER BY score DESC, line LIMIT $limit OFFSET $offset)
    UNION ALL BY NAME SELECT 'outlet' AS part, outlet AS "value", count(*) AS n FROM placed
        GROUP BY outlet
    UNION ALL BY NAME SELECT 'language' AS part, language AS "value", count(*) AS n FROM placed
        GROUP BY language
"""

_UTTERANCES = """
    SELECT b.line, u.id FROM shelf_about b JOIN shelf_lines l USING (line)
    JOIN shelf_utterances u ON u.place = b.item
    WHERE NOT l.title AND b.line IN ({0}) AND l.line IN ({0}) ORDER BY b.line, u.place
"""


def search(
    connection: DuckDBPyConnection,
    question: str,
    outlet: str | None = None,
    language: str | None = None,
    paging: Paging = FIRST,
) -> Found:
    """Return a page of the lines in which all words of the question stand, in any form.

    They are in the order of BM25 (Robertson and Zaragoza 2009).
    """
    asked = words(connection, question)
    if not asked.stems:
        return Found(Page((), 0, paging.offset, paging.limit), (), ())
    values: dict[str, object] = {"outlet": outlet, "language": language}
    page = {"limit": paging.limit, "offset": paging.offset}
    parts = grouped(rows(connection, _scored(asked) + _ANSWER, values | page), "part")
    hits = sorted(parts.get("hit", []), key=lambda r: (-r["score"], r["line"]))
    languages = _counted(parts.get("language", []))
    total = sum(c.count for c in languages)
    return Found(
        Page(_hits(connection, asked, hits), total, paging.offset, paging.limit),
        _counted(parts.get("outlet", []))[:MOST_CHOICES],
        languages,
    )


def _scored(asked: Words) -> str:
    """Return the query that scores lines by the words asked for."""
    groups = [keys("lines", ["text"], stems) for stems in asked.stems]
    cases = " ".join(f"WHEN key IN ({group}) THEN {n}" for n, group in enumerate(groups))
    return _SCORED.format(cases=cases, all=", ".join(groups), count=len(groups))


def _counted(found: list[Row]) -> tuple[Counted, ...]:
    ordered = sorted(found, key=lambda r: (-r["n"], r["value"]))
    return tuple(Counted(r["value"], r["n"]) for r in ordered)


def _hits(connection: DuckDBPyConnection, asked: Words, found: list[Row]) -> tuple[Hit, ...]:
    placed = passages(connection, ((r["id"], r["start"], r["end"]) for r in found))
    lines = ", ".join(str(r["line"]) for r in found) or "NULL"
    held = grouped(rows(connection, _UTTERANCES.format(lines)), "line")
    return tuple(
        Hit(
            line := placed[row["id"], row["start"], row["end"]],
            asked.spans(line.text, line.start, line.article.language),
            row["score"],
            tuple(u["id"] for u in held.get(row["line"], ())),
        )
        for row in found
    )
