"""Tells which article carries what: utterances, events and figures in, one row a fact out.

A row holds how each article that has the fact carries it: verbatim (between quotation marks, in the
words of the fullest version), reworded, or only summed up. Which articles leave it out is a
question of reading (``dossier``), because it depends on the articles one looks at.
"""

from __future__ import annotations

from duckdb import DuckDBPyConnection

SAME_WORDS = 0.9
"""The share of the shorter wording's words that must stand in the other for both to be verbatim:
copies of one translation differ by a typing error or a gloss, two translations share half."""

_WORDS = """
    list_distinct(regexp_extract_all(lower(strip_accents(list_aggregate(
        list_transform(q.content, x -> x.text), 'string_agg', ' '))), '[a-z0-9]+'))
"""

_SAID = f"""
    WITH members AS (
        SELECT u.id AS utterance, u.fullest, u.summaries, unnest(u.members).id AS quotation
        FROM current_utterances u
    ),
    worded AS (SELECT q.id, q.article, q.kind, {_WORDS} AS words FROM quotations q),
    carried AS (
        SELECT m.utterance, w.article,
            CASE WHEN list_contains(m.summaries, m.quotation) THEN 3
                WHEN w.kind IN ('direct', 'mixed') AND len(list_intersect(w.words, f.words))
                    >= $same * least(len(w.words), len(f.words)) THEN 1
                ELSE 2 END AS rank
        FROM members m JOIN worded w ON w.id = m.quotation
        LEFT JOIN worded f ON f.id = coalesce(m.fullest, m.quotation)
    ),
    best AS (SELECT utterance, article, min(rank) AS rank FROM carried GROUP BY ALL)
    SELECT u.id, 'utterance' AS kind,
        concat_ws(': ', u.speaker_name, any_value(list_aggregate(
            list_transform(q.content, x -> x.text), 'string_agg', ' […] '))) AS label,
        u.said.value AS "date", any_value(c.last) AS "last", [u.id] AS items,
        list({{'article': b.article, 'how': ['verbatim', 'reworded', 'summarised'][b.rank]}}
            ORDER BY b.article) AS carried
    FROM best b JOIN current_utterances u ON u.id = b.utterance
    LEFT JOIN quotations q ON q.id = coalesce(u.fullest, u.members[1].id)
    LEFT JOIN calendar c ON c.value = u.said.value
    GROUP BY u.id, u.speaker_name, u.said
"""  # noqa: S608 - our own words

_DONE = """
    SELECT md5('event|' || a.same)[:16] AS id, 'event' AS kind,
        concat_ws(': ', min(a.who), arg_min(a.spans[1].text, (len(a.spans[1].text), a.id)))
            AS label,
        CASE WHEN count(DISTINCT a.date) = 1 THEN min(a.date) END AS "date",
        max(c.last) AS "last", list(a.id ORDER BY a.id) AS items,
        list_transform(list_sort(list(DISTINCT a.article)),
            x -> {'article': x, 'how': 'reworded'}) AS carried
    FROM acts a LEFT JOIN calendar c ON c.value = a.date
    WHERE a.who IS NOT NULL AND a.status <> 'hypothetical' GROUP BY a.same
"""

_CLAIMED = """
    SELECT md5('figure|' || q.same)[:16] AS id, 'figure' AS kind,
        arg_min(q."of".text, (len(q."of".text), q.id)) || ': '
            || string_agg(DISTINCT q.span.text, ', ' ORDER BY q.span.text) AS label,
        CASE WHEN count(DISTINCT q.holds) = 1 THEN min(q.holds) END AS "date",
        max(c.last) AS "last", list(q.id ORDER BY q.id) AS items,
        list_transform(list_sort(list(DISTINCT q.article)),
            x -> {'article': x, 'how': 'reworded'}) AS carried
    FROM claims q LEFT JOIN calendar c ON c.value = q.holds
    GROUP BY q.same
"""


def link_coverage(connection: DuckDBPyConnection) -> None:
    """Renew the rows of coverage."""
    connection.execute("DELETE FROM coverage")
    connection.execute(f"INSERT INTO coverage BY NAME {_SAID}", {"same": SAME_WORDS})
    connection.execute(f"INSERT INTO coverage BY NAME {_DONE}")
    connection.execute(f"INSERT INTO coverage BY NAME {_CLAIMED}")
