"""Finds where accounts of one thing differ across articles: an open dossier in, discrepancies out.

What an article says that others may say differently is learnt once (``account_marks``). Two such
marks meet where they are of one story and share the words around; two sentences where they share
rare words. What was found in a story is kept until an article or utterance of it changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.findings import Discrepancy
from recoupe.link.differences_side import side
from recoupe.link.discrepancies_accounts import Voices, accounts, spoken
from recoupe.link.discrepancies_batch import Rows, by_story, hold
from recoupe.link.discrepancies_counted import counted
from recoupe.link.discrepancies_events import ACTS, acts
from recoupe.link.discrepancies_groups import Spot, groups
from recoupe.link.discrepancies_marks import Mark, found
from recoupe.link.discrepancies_rank import ranked
from recoupe.link.discrepancies_roles import ROLES, roles
from recoupe.link.discrepancies_speakers import NAMED, named
from recoupe.link.discrepancies_told import Page, Words
from recoupe.link.discrepancies_twins import CROWD as CROWD_OF_TWINS
from recoupe.link.discrepancies_twins import PAIRS, Known, twins
from recoupe.link.discrepancies_utterances import MEMBERS, variants
from recoupe.records import Zone
from recoupe.rows import LISTED, insert, listed, to_row

BATCH = 2048
"""Articles read at once for their marks."""
HELD = 4_000
"""Articles from which on no more stories are reckoned at once. Each query reads whole tables, so
that 200 stories at a time cost 72 times all tables at 10^6 quotations (``benchmarks/linking.py``);
10,000 articles at a time take 1.9 GB of memory there."""
SHARED = 2
"""Words around two marks that they must share to be about one thing."""
CROWD = 200
"""Marks of a story that share a word, above which the word says nothing of what they are about."""


def link_discrepancies(connection: DuckDBPyConnection) -> None:
    """Renew the discrepancies of the stories that have changed."""
    _forget(connection)
    for stories in _batches(_changed(connection)):
        hold(connection, stories)
        _learn(connection)
        connection.execute(
            "DELETE FROM discrepancies_found WHERE story IN (SELECT story FROM held)"
        )
        rows = [to_row(d) | {"story": story} for story, d in _of_stories(connection)]
        insert(connection, "discrepancies_found", rows)
        connection.execute("DROP TABLE held")
    _publish(connection)


_UNKNOWN = """
    SELECT DISTINCT h.article FROM held h
    ANTI JOIN account_marks k ON k.article = h.article ORDER BY h.article
"""

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


def _batches(changed: Iterable[tuple[str, int]]) -> Iterator[list[str]]:
    """Yield stories, given with the count of their articles, as many as are reckoned at once."""
    stories: list[str] = []
    articles = 0
    for story, size in changed:
        stories.append(story)
        articles += size
        if articles >= HELD:
            yield stories
            stories, articles = [], 0
    if stories:
        yield stories


def _forget(connection: DuckDBPyConnection) -> None:
    connection.execute("DELETE FROM account_marks WHERE article IN (FROM fresh)")


def _learn(connection: DuckDBPyConnection) -> None:
    """Store the marks of the articles of the stories held, where they are not known yet.

    An article that nobody else tells of has nothing to be held against, so it is not read.
    """
    unknown = [row[0] for row in connection.execute(_UNKNOWN).fetchall()]
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
        SELECT m.story, count(*) AS size,
            md5(string_agg(m.article || coalesce(c.original, ''), ' ' ORDER BY m.article))
            AS articles
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
        t.story IN (SELECT m.story FROM members m JOIN fresh f ON f.article = m.article), t.size
    FROM told t LEFT JOIN said s ON s.story = t.story LEFT JOIN done d ON d.story = t.story
    LEFT JOIN cast_of p ON p.story = t.story ORDER BY t.story
"""


_STRINGS = "CAST(CAST(? AS JSON) AS VARCHAR[])"


def _changed(connection: DuckDBPyConnection) -> list[tuple[str, int]]:
    """Return the stories whose articles, reprints or utterances have changed; keep their state.

    With each goes the count of its articles.
    """
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
    return [(row[0], row[3]) for row in now if row[2] or known.get(row[0]) != row[1]]


_PAGES = """
    SELECT h.story, a.id, a."text", a.language,
        coalesce(a.published.value[:10], a.published.earliest, ''),
        coalesce(r.original, a.id), coalesce(a.outlet, '')
    FROM held h JOIN articles a ON a.id = h.article
    LEFT JOIN (SELECT unnest(copies).article AS article, original FROM reprints) r
        ON r.article = a.id
    ORDER BY a.id
"""

_PAIRS = """
    WITH here AS (
        SELECT h.story, m.*, row_number() OVER () AS n,
            min("value") OVER (PARTITION BY m.article, kind, line)
            <> max("value") OVER (PARTITION BY m.article, kind, line) AS several
        FROM account_marks m JOIN held h ON h.article = m.article
        WHERE kind <> 'twin'
    ),
    worded AS (
        SELECT n, story, kind, line, "value", article, unnest(context) AS word FROM here
    ),
    telling AS (
        SELECT story, kind, line, word FROM worded GROUP BY ALL HAVING count(*) BETWEEN 2 AND ?
    ),
    pairs AS (
        SELECT x.n AS a, y.n AS b FROM worded x JOIN telling t USING (story, kind, line, word)
        JOIN worded y ON y.story = x.story AND y.kind = x.kind AND y.line = x.line
            AND y.word = x.word AND y.article > x.article AND y."value" <> x."value"
        GROUP BY x.n, y.n, x.kind HAVING count(*) >= ? OR x.kind = 'figure'
    )
    SELECT x.story, x.kind, x.line,
        x.article, x."start", x."end", x."first", x."last", x."value", x.voice, x.context,
        x.headline, x.several,
        y.article, y."start", y."end", y."first", y."last", y."value", y.voice, y.context,
        y.headline, y.several
    FROM pairs p JOIN here x ON x.n = p.a JOIN here y ON y.n = p.b
    ORDER BY ALL
"""


def _of_stories(connection: DuckDBPyConnection) -> Iterator[tuple[str, Discrepancy]]:
    """Yield the discrepancies of the stories held that have articles of several origins."""
    told = {
        story: {row[0]: Page(*row) for row in rows}
        for story, rows in by_story(connection, _PAGES).items()
    }
    members, acted = by_story(connection, MEMBERS), by_story(connection, ACTS)
    sentences, called = by_story(connection, PAIRS, [CROWD_OF_TWINS]), by_story(connection, ROLES)
    marks = by_story(connection, _PAIRS, [CROWD, SHARED])
    people = cache(lambda: by_story(connection, NAMED))
    for story, pages in sorted(told.items()):
        if len({page.origin for page in pages.values()}) <= 1:
            continue
        found = [
            *variants(members.get(story, ()), pages),
            *twins(sentences.get(story, ()), pages, _known(people, story)),
            *roles(called.get(story, ()), pages),
            *acts(acted.get(story, ()), pages),
            *_differing_marks(marks.get(story, ()), pages),
        ]
        yield from ((story, discrepancy) for discrepancy in ranked(found))


def _known(people: Callable[[], Mapping[str, Rows]], story: str) -> Known:
    return cache(lambda: named(people().get(story, ())))


def _differing_marks(rows: Rows, pages: dict[str, Page]) -> Iterator[Discrepancy]:
    lines: defaultdict[tuple[str, str], list[tuple[Spot, Spot]]] = defaultdict(list)
    spots: dict[tuple[Any, ...], Spot] = {}
    for kind, line, *rest in rows:
        lines[kind, line].append((_spot(rest[:10], spots), _spot(rest[10:], spots)))
    for (kind, line), pairs in lines.items():
        yield from groups(kind, line, pairs, pages)


def _spot(row: list[Any], known: dict[tuple[Any, ...], Spot]) -> Spot:
    """Return the mark that a row tells; one stands in many rows."""
    article, start, end, first, last, value, voice, context, headline, several = row
    key = (article, start, end, value, voice, headline, several, *context)
    if found := known.get(key):
        return found
    words = Words(article, start, end, first, last)
    return known.setdefault(key, Spot(words, value, voice, tuple(context), headline, several))


_COLUMNS = "id, kind, about, passages, note, weight, compatible, utterance, words"


def _publish(connection: DuckDBPyConnection) -> None:
    """Write what was found in all stories, the weightiest first."""
    connection.execute("DELETE FROM discrepancies")
    connection.execute(
        f"INSERT INTO discrepancies BY NAME SELECT {_COLUMNS} FROM discrepancies_found"  # noqa: S608
        " ORDER BY weight DESC, id"
    )
