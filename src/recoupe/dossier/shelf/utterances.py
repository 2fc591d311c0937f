"""Puts the record on the shelf: utterances in order of time, with all that they are chosen by."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier import fragments
from recoupe.dossier.shelf.days import lay_out
from recoupe.dossier.shelf.index import enter, enter_words
from recoupe.dossier.shelf.roles import owners
from recoupe.dossier.shelf.sides import name_sides

_MEMBERS = """
    CREATE OR REPLACE TEMP TABLE shelf_members AS
    SELECT u.id AS utterance, q.id, q.article, q.kind, q.content, q.role, q.channel,
        q.speaker_name, q.headline, q.parent,
        q.id = coalesce(u.fullest, u.members[1].id) AS fullest,
        a.place, coalesce(a.outlet, a.uri) AS outlet, a.language
    FROM (SELECT id, fullest, members, unnest(members).id AS quotation FROM current_utterances) u
    JOIN current_quotations q ON q.id = u.quotation JOIN shelf_articles a ON a.id = q.article
"""

_SHOWN = """
    UPDATE shelf_members SET fullest = x.shown FROM (
        WITH claims AS (
            SELECT id, utterance, row_number() OVER (PARTITION BY id ORDER BY n DESC, utterance) > 1
                AS taken
            FROM (SELECT *, count(*) OVER (PARTITION BY utterance) AS n FROM shelf_members)
            WHERE fullest
        ),
        others AS (
            SELECT m.utterance, m.id, row_number() OVER (PARTITION BY m.utterance ORDER BY
                m.headline, list_sum(list_transform(m.content, s -> len(s.text))) DESC, m.id) AS n
            FROM shelf_members m JOIN claims c ON c.utterance = m.utterance AND c.taken
            WHERE m.id NOT IN (SELECT id FROM claims)
        )
        SELECT m.utterance, m.id, m.id = o.id AS shown
        FROM others o JOIN shelf_members m USING (utterance) WHERE o.n = 1
    ) x WHERE x.utterance = shelf_members.utterance AND x.id = shelf_members.id
"""
"""A long quotation can hold the words of two utterances, and be the fullest of both. It stands for
that of more accounts; the other shows the next longest, else the record tells a thing twice."""

_FRAGMENT = f"""
    CREATE OR REPLACE TEMP TABLE shelf_fragments AS
    SELECT utterance FROM (
        SELECT utterance, content[1].text AS "text" FROM shelf_members
        WHERE fullest AND len(content) = 1
    ) WHERE {fragments.SQL}
"""  # noqa: S608 - ours

_UTTERANCES = """
    INSERT INTO shelf_utterances BY NAME
    WITH told AS (
        SELECT utterance, list_sort(list(DISTINCT outlet)) AS outlets, min(place) AS earliest,
            list_sort(list(DISTINCT "language")) AS languages, count(*) AS accounts,
            list_distinct(list(article ORDER BY place)) AS articles
        FROM shelf_members GROUP BY utterance
    ),
    own_roles AS (
        SELECT entity, article, arg_min(r.role, r.span.start) AS role, arg_min({'article': article,
            'start': r.span.start, 'end': r.span."end"}, r.span.start) AS passage
        FROM told_roles WHERE NOT regexp_matches(r.role, $owners) GROUP BY ALL
    ),
    days AS (
        SELECT *, strftime(CAST("first" AS DATE) - to_days($held), '%Y-%m-%d') AS since,
            strftime(CAST("last" AS DATE) + to_days($held), '%Y-%m-%d') AS until
        FROM said_days
    )
    SELECT row_number() OVER (
            ORDER BY d.first NULLS LAST, d.last, b.utterance IS NOT NULL, t.earliest,
            f.content[1].start, u.id) - 1 AS place,
        u.id, d.first, d.last,
        to_json({
            'id': u.id, 'speaker': u.speaker, 'speaker_name': u.speaker_name, 'role': f.role,
            'said': u.said, 'first': d.first, 'last': d.last, 'channel': f.channel, 'kind': f.kind,
            'passages': list_transform(f.content,
                lambda s: {'article': f.article, 'start': s.start, 'end': s."end"}),
            'wordings': len(u.variants) + 1, 'accounts': t.accounts, 'origins': u.origins,
            'origin_names': u.origin_names, 'outlets': t.outlets, 'languages': t.languages,
            'articles': t.articles, 'fragment': b.utterance IS NOT NULL, 'found': [],
            'told_by': CASE WHEN l.speaker_name <> u.speaker_name THEN l.speaker_name END,
            'known_as': CASE WHEN f.role IS NOT NULL THEN NULL
                WHEN o.role IS NOT NULL THEN to_json({'role': o.role, 'passage': o.passage})
                ELSE to_json(list_filter(r.roles,
                    lambda x: x."last" >= d.since AND x."first" <= d.until
                        AND NOT regexp_matches(x.role, $owners))[1]) END
        }) AS told
    FROM current_utterances u JOIN told t ON t.utterance = u.id
    JOIN shelf_members f ON f.utterance = u.id AND f.fullest
    LEFT JOIN days d ON d.value = u.said.value
    LEFT JOIN own_roles o ON o.entity = u.speaker AND o.article = f.article
    LEFT JOIN actor_roles r ON r.entity = u.speaker
    LEFT JOIN current_quotations l ON l.id = f.parent
    LEFT JOIN shelf_fragments b ON b.utterance = u.id
    ORDER BY place
"""

HELD = 31
"""Days before and after the articles that give a role for which it is told of the same person where
another article gives none. Offices change hands; within a month of being named, hardly."""

_WORDS = """
    CREATE OR REPLACE TEMP TABLE shown_words AS
    SELECT m.utterance, concat_ws(': ', u.speaker_name, list_aggregate(
        list_transform(m.content, x -> x.text), 'string_agg', ' […] ')) AS label
    FROM shelf_members m JOIN current_utterances u ON u.id = m.utterance WHERE m.fullest
"""

_MEMBER = """
    SELECT u.place AS item, m.{0} AS value FROM shelf_members m
    JOIN shelf_utterances u ON u.id = m.utterance
"""

_SPEAKER = """
    SELECT u.place AS item, e.id AS value, e.name FROM shelf_utterances u
    JOIN current_utterances c USING (id) JOIN current_entities e ON e.id = c.speaker
"""

_ORIGINS = """
    SELECT place AS item,
        CASE WHEN (told->>'origins')::INT = 1 THEN 'one' ELSE 'several' END AS value
    FROM shelf_utterances
"""

_SIDE = """
    SELECT s.item, s.side AS value, coalesce(n.name, split_part(s.side, ':', 2)) AS name
    FROM utterance_sides s LEFT JOIN side_names n ON n.side = s.side
"""

_PROPERTIES = {
    "speaker": _SPEAKER,
    "side": _SIDE,
    "origins": _ORIGINS,
    **{name: _MEMBER.format(name) for name in ("outlet", "language", "kind")},
}

_SAID = """
    SELECT u.place AS item, m.language, unnest(m.content).text AS "text"
    FROM shelf_members m JOIN shelf_utterances u ON u.id = m.utterance
"""

_WHO = """
    SELECT u.place AS item, m.language, concat_ws(' ', m.speaker_name, m.role) AS "text"
    FROM shelf_members m JOIN shelf_utterances u ON u.id = m.utterance
"""

_ABOUT = """
    INSERT INTO shelf_about
    WITH spots AS (
        SELECT u.place AS item, m.place AS article, unnest(m.content).start AS "start"
        FROM shelf_members m JOIN shelf_utterances u ON u.id = m.utterance
    )
    SELECT DISTINCT l.line, s.item FROM spots s JOIN shelf_lines l ON l.article = s.article
        AND (l.title OR (l.start <= s.start AND s.start < l."end"))
    ORDER BY 1, 2
"""


def place_utterances(connection: DuckDBPyConnection) -> None:
    """Fill the utterances of the shelf and enter what they are chosen by."""
    lay_out(connection, "said_days", "SELECT said.value FROM current_utterances")
    for query in (_MEMBERS, _SHOWN, _FRAGMENT):
        connection.execute(query)
    connection.execute(_UTTERANCES, {"held": HELD, "owners": owners()})
    connection.execute(_WORDS)
    name_sides(connection)
    for facet, query in _PROPERTIES.items():
        enter(connection, "utterances", facet, query)
    enter_words(connection, "utterances", "said", _SAID)
    enter_words(connection, "utterances", "who", _WHO)
    connection.execute(_ABOUT)
    connection.execute("DROP TABLE shelf_members")
