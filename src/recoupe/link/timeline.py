"""Puts what was said and done in the order of time: utterances and events in, moments out.

A moment is what one actor said on one day, or one act, whichever pages tell of it. What pages tell
without a date is a moment of its own that ends with the day the first of them came out.
"""

from __future__ import annotations

from duckdb import DuckDBPyConnection

HAPPENED = ("done", "under way", "past history")
PLANNED = ("offered", "promised", "conditional")
"""Status of events that are told of a day to come: « la signature aura lieu vendredi »."""

_PASSAGE = "{'article': %s, 'start': %s.start, 'end': %s.end, 'text': %s.text}"

_MOST_TOLD = "len(articles) DESC, len(words) DESC, id DESC"

_SAID = f"""
    WITH story AS (SELECT id AS story, unnest(members).id AS article FROM stories),
    told AS (
        SELECT u.id, u.said.value AS "date", coalesce(u.speaker, u.speaker_name, '') AS speaker,
            u.speaker_name, u.articles, list_aggregate(list_transform(q.content, x -> x.text),
            'string_agg', ' […] ') AS words,
            list_transform(q.content, x -> {_PASSAGE % ("q.article", "x", "x", "x")}) AS passages,
            coalesce(s.story, '') AS story
        FROM current_utterances u
        JOIN current_quotations q ON q.id = coalesce(u.fullest, u.members[1].id)
        LEFT JOIN story s ON s.article = q.article
        LEFT JOIN current_quotations p ON p.id = q.parent
        WHERE p.id IS NULL OR p.speaker_name IS NOT DISTINCT FROM u.speaker_name
            OR p.kind = 'indirect'
    ),
    dated AS (
        SELECT t.*, c.first, c.last,
            CASE WHEN t.date IS NULL OR t.speaker = '' THEN t.id ELSE '' END AS alone
        FROM told t LEFT JOIN calendar c ON c.value = t.date
    )
    SELECT md5(concat_ws('|', 'said', story, coalesce("date", ''), speaker, alone))[:16] AS id,
        'said' AS kind, "date", any_value("first") AS "first", any_value("last") AS "last",
        min(speaker_name) AS who, arg_max(words, (len(articles), len(words), id)) AS label,
        list(id ORDER BY {_MOST_TOLD}) AS items,
        list_sort(list_distinct(flatten(list(articles)))) AS articles,
        flatten(list(passages ORDER BY {_MOST_TOLD})) AS passages
    FROM dated GROUP BY story, "date", speaker, alone
"""  # noqa: S608 - our own words
"""What each speaker of a story said on each day, the most told utterance as its label.

It is the first of the items, and its passages come first. Words that somebody, in words of his own
that are quoted, lends to another were not said by that other: « et maintenant il dit : "Je pars" ».
"""

_DONE = f"""
    WITH story AS (SELECT id AS story, unnest(members).id AS article FROM stories),
    dated AS (
        SELECT a.*, c.first, c.last, coalesce(s.story, '') AS story,
            list_aggregate(list_transform(a.spans, x -> x.text), 'string_agg', ' […] ') AS words,
            list_transform(a.spans, x -> {_PASSAGE % ("a.article", "x", "x", "x")}) AS passages,
            CASE WHEN list_contains($happened, a.status) THEN 'done'
                WHEN list_contains($planned, a.status)
                    AND c.first > coalesce(p.published.value[:10], p.published.latest)
                THEN 'planned' END AS told
        FROM acts a JOIN articles p ON p.id = a.article
        JOIN calendar c ON c.value = a.date
        LEFT JOIN story s ON s.article = a.article
        LEFT JOIN quotations q ON q.id = a.quotation
        WHERE a.date IS DISTINCT FROM q.said.value OR q.id IS NULL
    )
    SELECT md5(concat_ws('|', 'done', story, "date", same))[:16] AS id,
        min(told) AS kind, "date", any_value("first") AS "first", any_value("last") AS "last",
        min(who) AS who, arg_min(words, (len(words), id)) AS label,
        list(id ORDER BY len(words), id) AS items,
        list_sort(list(DISTINCT article)) AS articles,
        flatten(list(passages ORDER BY len(words), id)) AS passages
    FROM dated WHERE told IS NOT NULL GROUP BY story, "date", same
"""  # noqa: S608 - our own words
"""Acts whose day the text tells; an act told inside a statement counts if its day is another."""

_OPEN_ENDED = """
    UPDATE moments SET "last" = told.day FROM (
        SELECT m.id, min(coalesce(a.published.value[:10], a.published.latest)) AS day
        FROM (SELECT id, unnest(articles) AS article FROM moments WHERE "date" IS NULL) m
        JOIN articles a ON a.id = m.article GROUP BY m.id
    ) told WHERE told.id = moments.id
"""


def link_timeline(connection: DuckDBPyConnection) -> None:
    """Renew the moments of the dossier."""
    connection.execute("DELETE FROM moments")
    connection.execute(f"INSERT INTO moments BY NAME {_SAID}")
    acts = {"happened": list(HAPPENED), "planned": list(PLANNED)}
    connection.execute(f"INSERT INTO moments BY NAME {_DONE}", acts)
    connection.execute(_OPEN_ENDED)
