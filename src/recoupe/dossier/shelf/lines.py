"""Cuts the articles that are read into lines to be searched: zones in, lines with words out."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.shelf.index import WORD, enter_words
from recoupe.records import READ_ZONES

_READ = ", ".join(f"'{kind}'" for kind in sorted(READ_ZONES))

_LINES = f"""
    INSERT INTO shelf_lines
    WITH zones AS (
        SELECT s.place, s.text, unnest(list_filter(a.zones, lambda z: z.kind IN ({_READ}))) AS zone
        FROM articles a JOIN shelf_articles s ON s.id = a.id WHERE a.latest
    ),
    cut AS (
        SELECT place, zone.start AS "start", zone.kind = 'title' AS title,
            string_split("text"[zone.start + 1:zone."end"], chr(10)) AS lines
        FROM zones
    ),
    told AS (
        SELECT place, "start", title, unnest(lines) AS line, generate_subscripts(lines, 1) AS part
        FROM cut
    ),
    placed AS (
        SELECT place, title, line, "start" - 1 - length(line) + sum(length(line) + 1) OVER (
            PARTITION BY place, "start" ORDER BY part) AS "start"
        FROM told
    ),
    counted AS (
        SELECT *, len(regexp_extract_all(line, '{WORD}')) AS words FROM placed
    )
    SELECT row_number() OVER (ORDER BY place, "start") - 1, place, "start", "start" + length(line),
        title, words
    FROM counted WHERE words > 0 ORDER BY 1
"""  # noqa: S608 - ours

_TEXTS = """
    SELECT l.line AS item, a.language, a.text[l.start + 1:l."end"] AS "text"
    FROM shelf_lines l JOIN shelf_articles a ON a.place = l.article
"""


def place_lines(connection: DuckDBPyConnection) -> None:
    """Fill the lines of the shelf and enter their words."""
    connection.execute(_LINES)
    enter_words(connection, "lines", "text", _TEXTS)
