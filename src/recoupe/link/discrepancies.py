"""Finds where accounts of one thing differ across articles: an open dossier in, discrepancies out.

What an article says that others may say differently is learnt once (``account_marks``). Two such
marks meet where they are of one story and share the words around; two sentences where they share
rare words. What was found in a story is kept until an article or utterance of it changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.findings import Discrepancy
from recoupe.link.differences_side import side
from recoupe.link.discrepancies_accounts import Voices, accounts, spoken
from recoupe.link.discrepancies_counted import counted
from recoupe.link.discrepancies_events import acts
from recoupe.link.discrepancies_groups import Spot, groups
from recoupe.link.discrepancies_marks import Mark, found
from recoupe.link.discrepancies_rank import ranked
from recoupe.link.discrepancies_roles import roles
from recoupe.link.discrepancies_told import Page, Words
from recoupe.link.discrepancies_twins import twins
from recoupe.link.discrepancies_utterances import variants
from recoupe.records import Zone
from recoupe.rows import LISTED, insert, listed

BATCH = 256
SHARED = 2
"""Words around two marks that they must share to be about one thing."""
CROWD = 200
"""Marks of a story that share a word, above which the word says nothing of what they are about."""


def link_discrepancies(connection: DuckDBPyConnection) -> None:
    """Renew the discrepancies of the stories that have changed."""
    _forget(connection)
    changed = _changed(connection)
    _learn(connection, changed)
    for story in changed:
        connection.execute("DELETE FROM discrepancies_found WHERE story = ?", [story])
        rows = [(story, d) for d in _of_story(connection, story)]
        _store(connection, rows)
    _publish(connection)


_UNKNOWN = f"""
    SELECT DISTINCT m.article FROM (
        SELECT unnest(members).id AS article FROM stories WHERE id IN {LISTED}
    ) m ANTI JOIN account_marks k ON k.article = m.article ORDER BY m.article
"""  # noqa: S608 - our own text

_READ = f"""
    WITH wanted AS {LISTED},
    said AS (
        SELECT article, list((content, speaker_name) ORDER BY id) AS said FROM current_quotations
        WHERE article IN (FROM wanted) GROUP BY article
    ),
    numbers AS (
        SELECT article, list(q ORDER BY q.id) AS numbers FROM quantities q
        WHERE article IN (FROM wanted) GROUP BY article
    )
    SELECT a.id, a."text", a.language, a.zones, s.said, n.numbers
    FROM articles a LEFT JOIN said s ON s.article = a.id LEFT JOIN numbers n ON n.article = a.id
    WHERE a.latest AND a.id IN (FROM wanted) ORDER BY a.id
"""  # noqa: S608 - our own text


def _forget(connection: DuckDBPyConnection) -> None:
    connection.execute("DELETE FROM account_marks WHERE article IN (FROM fresh)")


def _learn(connection: DuckDBPyConnection, stories: list[str]) -> None:
    """Store the marks of the articles of some stories, where they are not known yet.

    An article that nobody else tells of has nothing to be held against, so it is not read.
    """
    unknown = [row[0] for row in connection.execute(_UNKNOWN, [listed(stories)]).fetchall()]
    for start in range(0, len(unknown), BATCH):
        batch = listed(unknown[start : start + BATCH])
        rows = connection.execute(_READ, [batch]).fetchall()
        insert(connection, "account_marks", [mark for row in rows for mark in _marks(*row)])


def _marks(
    article: str,
    text: str,
    language: str,
    zones: list[dict[str, Any]],
    quoted: list[Any] | None,
    quantities: list[dict[str, Any]] | None,
) -> Iterator[Mark]:
    voices = Voices(text, spoken(quoted or []))
    figures = counted(quantities or [])
    for account in accounts(text, [Zone(**z) for z in zones], language):
        here = side(text[account.start : account.end], language)
        within = [f for f in figures if account.start <= f.start and f.end <= account.end]
        yield from found(article, here, account, voices, within)


_STATES = """
    WITH members AS (
        SELECT id AS story, unnest(members).id AS article FROM stories WHERE len(members) > 1
    ),
    copies AS (
        SELECT unnest(copies).article AS article, original FROM reprints
    ),
    told AS (
        SELECT m.story, md5(string_agg(m.article || coalesce(c.original, ''), ' '
            ORDER BY m.article)) AS articles
        FROM members m LEFT JOIN copies c ON c.article = m.article GROUP BY m.story
    ),
    said AS (
        SELECT m.story, md5(string_agg(DISTINCT u.id || array_to_string(
            list_transform(u.members, x -> x.id), ' '), ' ' ORDER BY u.id || array_to_string(
            list_transform(u.members, x -> x.id), ' '))) AS utterances
        FROM (SELECT id, members, unnest(articles) AS article FROM current_utterances) u
        JOIN members m ON m.article = u.article GROUP BY m.story
    ),
    done AS (
        SELECT m.story, md5(string_agg(a.id || a.same, ' ' ORDER BY a.id)) AS acts
        FROM acts a JOIN members m ON m.article = a.article GROUP BY m.story
    ),
    cast_of AS (
        SELECT m.story, md5(string_agg(e.entity || a.id, ' ' ORDER BY a.id, e.entity)) AS people
        FROM (SELECT id AS entity, unnest(members).id AS actor FROM current_entities) e
        JOIN actors a ON a.id = e.actor JOIN members m ON m.article = a.article GROUP BY m.story
    )
    SELECT t.story, concat_ws('|', t.articles, s.utterances, d.acts, p.people) AS state,
        t.story IN (SELECT m.story FROM members m JOIN fresh f ON f.article = m.article)
    FROM told t LEFT JOIN said s ON s.story = t.story LEFT JOIN done d ON d.story = t.story
    LEFT JOIN cast_of p ON p.story = t.story ORDER BY t.story
"""


_STRINGS = "CAST(CAST(? AS JSON) AS VARCHAR[])"


def _changed(connection: DuckDBPyConnection) -> list[str]:
    """Return the stories whose articles, reprints or utterances have changed; keep their state."""
    now = connection.execute(_STATES).fetchall()
    known = dict(connection.execute("SELECT story, state FROM discrepancy_units").fetchall())
    connection.execute("DELETE FROM discrepancy_units")
    if now:
        connection.execute(
            f"INSERT INTO discrepancy_units SELECT unnest({_STRINGS}), unnest({_STRINGS})",
            [listed(row[0] for row in now), listed(row[1] for row in now)],
        )
    connection.execute(
        "DELETE FROM discrepancies_found WHERE story NOT IN (SELECT story FROM discrepancy_units)"
    )
    return [story for story, state, fresh in now if fresh or known.get(story) != state]


_PAGES = """
    SELECT a.id, a."text", a.language, coalesce(a.published.value[:10], a.published.earliest, ''),
        coalesce(r.original, a.id), coalesce(a.outlet, '')
    FROM (SELECT unnest(members).id AS id FROM stories WHERE id = ?) m
    JOIN articles a ON a.id = m.id
    LEFT JOIN (SELECT unnest(copies).article AS article, original FROM reprints) r
        ON r.article = a.id
    ORDER BY a.id
"""


def _of_story(connection: DuckDBPyConnection, story: str) -> list[Discrepancy]:
    rows = connection.execute(_PAGES, [story]).fetchall()
    pages = {row[0]: Page(*row) for row in rows}
    if len({page.origin for page in pages.values()}) <= 1:
        return []
    discrepancies = [
        *variants(connection, pages),
        *twins(connection, pages),
        *roles(connection, pages),
        *acts(connection, pages),
        *_differing_marks(connection, pages),
    ]
    return ranked(discrepancies)


_PAIRS = f"""
    WITH here AS (
        SELECT *, row_number() OVER () AS n,
            min("value") OVER (PARTITION BY article, kind, line)
            <> max("value") OVER (PARTITION BY article, kind, line) AS several
        FROM account_marks
        WHERE kind <> 'twin' AND article IN {LISTED}
    ),
    worded AS (SELECT n, kind, line, "value", article, unnest(context) AS word FROM here),
    telling AS (SELECT kind, line, word FROM worded GROUP BY ALL HAVING count(*) BETWEEN 2 AND ?),
    pairs AS (
        SELECT x.n AS a, y.n AS b FROM worded x JOIN telling t USING (kind, line, word)
        JOIN worded y ON y.kind = x.kind AND y.line = x.line AND y.word = x.word
            AND y.article > x.article AND y."value" <> x."value"
        GROUP BY x.n, y.n, x.kind HAVING count(*) >= ? OR x.kind = 'figure'
    )
    SELECT x.kind, x.line,
        x.article, x."start", x."end", x."first", x."last", x."value", x.voice, x.context,
        x.headline, x.several,
        y.article, y."start", y."end", y."first", y."last", y."value", y.voice, y.context,
        y.headline, y.several
    FROM pairs p JOIN here x ON x.n = p.a JOIN here y ON y.n = p.b
    ORDER BY ALL
"""  # noqa: S608 - our own text


def _differing_marks(
    connection: DuckDBPyConnection, pages: dict[str, Page]
) -> Iterator[Discrepancy]:
    rows = connection.execute(_PAIRS, [listed(pages), CROWD, SHARED]).fetchall()
    lines: defaultdict[tuple[str, str], list[tuple[Spot, Spot]]] = defaultdict(list)
    for kind, line, *rest in rows:
        lines[kind, line].append((_spot(rest[:10]), _spot(rest[10:])))
    for (kind, line), pairs in lines.items():
        yield from groups(kind, line, pairs, pages)


def _spot(row: list[Any]) -> Spot:
    article, start, end, first, last, value, voice, context, headline, several = row
    words = Words(article, start, end, first, last)
    return Spot(words, value, voice, tuple(context), headline, several)


_COLUMNS = "id, kind, about, passages, note, weight, compatible, utterance, words"


def _store(connection: DuckDBPyConnection, rows: list[tuple[str, Discrepancy]]) -> None:
    if not rows:
        return
    connection.execute("DELETE FROM discrepancies")
    insert(connection, "discrepancies", [d for _, d in rows])
    connection.execute(
        f"INSERT INTO discrepancies_found SELECT ?, {_COLUMNS} FROM discrepancies",  # noqa: S608
        [rows[0][0]],
    )


def _publish(connection: DuckDBPyConnection) -> None:
    """Write what was found in all stories, the weightiest first."""
    connection.execute("DELETE FROM discrepancies")
    connection.execute(
        f"INSERT INTO discrepancies BY NAME SELECT {_COLUMNS} FROM discrepancies_found"  # noqa: S608
        " ORDER BY weight DESC, id"
    )
