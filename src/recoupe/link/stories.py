"""Groups the articles of a dossier into stories: the texts in, one group an affair out.

Two articles belong together where their telling words are alike, names among them, and the more so
the further apart they were published. A pair is compared where both have telling words in common
and stand near each other in time among the articles that have the word; so the work grows with the
number of articles, not with that of pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.engine.chunks import chunked, weighed
from recoupe.findings import Member, Story
from recoupe.ids import make_id
from recoupe.link.alone import make_up, telling
from recoupe.link.components import components
from recoupe.link.partition import partition
from recoupe.link.planning import as_written
from recoupe.link.reprints_sides import articles
from recoupe.rows import count, delete, insert

NEIGHBOURS = 24
"""Articles after it, in order of time, with which an article is compared on one word."""

TELLING = 40
"""Terms of an article, the weightiest, by which others to compare it with are found."""

COMMON_TERMS = 2
"""Such words that two articles must share to be compared."""

ALIKE = 0.20
"""Cosine from which two articles of the same weeks are one story."""

FAR_ALIKE = 0.30
"""The same for articles half a year apart and more."""

NEAR_DAYS, FAR_DAYS = 60, 200

NAMES = 0.05
"""The part of the cosine that names must bring: two earthquakes share the rest."""

COUNTED = 20_000
"""Articles whose pairs are counted at once."""

TOLD = 16_384
"""Articles of which is told at once what their stories say of them."""

WRITTEN = 2048
"""Stories written at once."""

WHOLE = 100
"""Articles that may hang together, one over the other, and be one story. In more, pairs that are
alike by chance have made a chain of affairs, which ``partition`` cuts: of 10,000 articles made for
``benchmarks/serving.py`` 8,238 hung together, of 24,000 of ``benchmarks/linking.py`` 13,908; cut,
the largest story has 438 and 1,848. Cut always, the longest of 300 Wikinews articles, ten on four
weeks of one protest, would be two stories."""


def link_stories(connection: DuckDBPyConnection) -> None:
    """Renew the stories of the dossier."""
    _forget(connection)
    make_up(connection, "story_terms", telling, articles)
    _compare(connection)
    _write(connection)


def _forget(connection: DuckDBPyConnection) -> None:
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE story_changed AS
        SELECT article FROM fresh UNION
        SELECT unnest([a, b]) FROM story_pairs WHERE a IN (FROM fresh) OR b IN (FROM fresh)
        """
    )
    connection.execute("DELETE FROM story_pairs WHERE a IN (FROM fresh) OR b IN (FROM fresh)")


def _compare(connection: DuckDBPyConnection) -> None:
    """Store how alike the pairs are that may be one story and are not stored yet."""
    _find(connection)
    connection.execute(_MOVED)
    connection.execute(
        "DELETE FROM story_pairs WHERE (a, b) NOT IN (SELECT (a, b) FROM story_candidates)"
    )
    with as_written(connection):
        connection.execute(_ALIKE)
    connection.execute("DROP TABLE story_candidates")


def _find(connection: DuckDBPyConnection) -> None:
    """Make the table ``story_candidates`` of the pairs to compare, some thousand articles a time.

    Counting the common words of all pairs at once would need memory for every pair with one.
    """
    connection.execute(_NUMBERED)
    connection.execute(_AHEAD, [TELLING, NEIGHBOURS])
    connection.execute("CREATE OR REPLACE TEMP TABLE story_candidates (a VARCHAR, b VARCHAR)")
    for start in range(0, count(connection, "story_numbers"), COUNTED):
        connection.execute(_CANDIDATES, [start, start + COUNTED, COMMON_TERMS])
    connection.execute("DROP TABLE story_ahead")
    connection.execute("DROP TABLE story_numbers")


_NUMBERED = """
    CREATE OR REPLACE TEMP TABLE story_numbers AS
    SELECT id AS article, (row_number() OVER (
        ORDER BY coalesce(published.value, published.earliest, '9999'), id) - 1)::INTEGER AS n
    FROM articles WHERE latest
"""

_AHEAD = """
    CREATE OR REPLACE TEMP TABLE story_ahead AS
    SELECT s.n, list(s.n) OVER (
        PARTITION BY t.term ORDER BY s.n ROWS BETWEEN 1 FOLLOWING AND $2 FOLLOWING) AS next
    FROM story_terms t JOIN story_numbers s ON s.article = t.article
    WHERE t.place < $1 ORDER BY s.n
"""
"""For each telling word of each article, the next articles that have it."""

_CANDIDATES = """
    INSERT INTO story_candidates
    WITH pairs AS (
        SELECT n, other FROM (SELECT n, unnest(next) AS other FROM story_ahead
            WHERE n >= $1 AND n < $2)
        GROUP BY n, other HAVING count(*) >= $3
    )
    SELECT least(x.article, y.article), greatest(x.article, y.article)
    FROM pairs p JOIN story_numbers x ON x.n = p.n JOIN story_numbers y ON y.n = p.other
"""

_ALIKE = """
    INSERT INTO story_pairs
    SELECT c.a, c.b, round(sum(x.weight * y.weight), 9),
        round(coalesce(sum(x.weight * y.weight) FILTER (x.is_name AND y.is_name), 0), 9)
    FROM story_candidates c ANTI JOIN story_pairs p ON p.a = c.a AND p.b = c.b
    JOIN story_terms x ON x.article = c.a
    JOIN story_terms y ON y.article = c.b AND y.term = x.term
    GROUP BY c.a, c.b
"""

_MOVED = """
    INSERT INTO story_changed SELECT unnest([a, b]) FROM (
        SELECT a, b FROM story_pairs ANTI JOIN story_candidates USING (a, b)
        UNION ALL SELECT a, b FROM story_candidates ANTI JOIN story_pairs USING (a, b)
    )
"""
"""Articles of the pairs that come or go: what their stories say of them may be another thing."""


def _write(connection: DuckDBPyConnection) -> None:
    """Write the groups of articles that are alike; one like no other is a story by itself.

    A story stays as it is whose articles are the same and compared with the same others.
    """
    alone = connection.execute("SELECT id FROM articles WHERE latest").fetchall()
    found = _groups([row[0] for row in alone], connection.execute(_EDGES, _BOUNDS).fetchall())
    known = dict(connection.execute(_KNOWN).fetchall())
    changed = {row[0] for row in connection.execute("FROM story_changed").fetchall()}
    ids = [make_id("story", group[0]) for group in found]
    kept = {
        name
        for name, group in zip(ids, found, strict=True)
        if known.get(name) == group and changed.isdisjoint(group)
    }
    groups = [group for name, group in zip(ids, found, strict=True) if name not in kept]
    delete(connection, "stories", "id", sorted(known.keys() - kept))
    connection.execute("DROP TABLE story_changed")
    _tell(connection, groups)
    for numbers in chunked(range(len(groups)), WRITTEN):
        stories = _stories(connection, groups[numbers[0] : numbers[-1] + 1], numbers[0])
        insert(connection, "stories", list(stories))
    connection.execute("DROP TABLE story_told")


def _groups(articles: Iterable[str], pairs: Iterable[tuple[str, str, float]]) -> list[list[str]]:
    """Return the articles in groups, each sorted, sorted by first; long chains are cut."""
    strengths = {(a, b): alike for a, b, alike in pairs}
    found = components([*((a, a) for a in articles), *strengths])
    chains = {name for group in found if len(group) > WHOLE for name in group}
    cut = partition({pair: s for pair, s in strengths.items() if pair[0] in chains})
    return sorted([*(group for group in found if len(group) <= WHOLE), *cut])


def _tell(connection: DuckDBPyConnection, groups: list[list[str]]) -> None:
    """Make the table ``story_told``: for each article of the groups what its story says of it.

    In one query over all pairs for some thousand articles: one for each batch of groups would read
    the pairs again and again, one for all took 1.3 GB at 50,000 articles.
    """
    connection.execute("CREATE OR REPLACE TEMP TABLE wanted (article VARCHAR, story INTEGER)")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE story_told AS {_TOLD} LIMIT 0")
    for portion in weighed(enumerate(groups), lambda numbered: len(numbered[1]), TOLD):
        wanted = [{"article": name, "story": i} for i, group in portion for name in group]
        insert(connection, "wanted", wanted)
        with as_written(connection):
            connection.execute(f"INSERT INTO story_told {_TOLD}")
        connection.execute("DELETE FROM wanted")
    connection.execute("DROP TABLE wanted")


_KNOWN = "SELECT id, list_sort(list_transform(members, m -> m.id)) FROM stories"

_SPANS = """
    SELECT id, title.text AS title, published.value AS day,
        coalesce(published.value[:10], published.earliest) AS first_day,
        coalesce(published.value[:10], published.latest) AS last_day
    FROM articles WHERE latest
"""

_EDGES = f"""
    WITH spans AS ({_SPANS}),
    apart AS (
        SELECT p.*, coalesce(greatest(0, date_diff('day', x.last_day::DATE, y.first_day::DATE),
            date_diff('day', y.last_day::DATE, x.first_day::DATE)), 0) AS days
        FROM story_pairs p JOIN spans x ON x.id = p.a JOIN spans y ON y.id = p.b
    )
    SELECT a, b, alike FROM apart WHERE names >= $names AND alike >= $near + ($far - $near)
        * least(1, greatest(0, days - $near_days) / ($far_days - $near_days))
    ORDER BY a, b
"""  # noqa: S608 - our own words
"""Pairs that are one story. Articles whose days are not known are taken for near."""

_BOUNDS = {
    "names": NAMES,
    "near": ALIKE,
    "far": FAR_ALIKE,
    "near_days": NEAR_DAYS,
    "far_days": FAR_DAYS,
}

_TOLD = f"""
    WITH spans AS ({_SPANS}),
    ways AS (
        SELECT a AS article, b AS other, alike FROM story_pairs
        UNION ALL SELECT b, a, alike FROM story_pairs
    ),
    nearest AS (
        SELECT b.article, arg_max(b.other, (b.alike, b.other)) AS other, max(b.alike) AS alike,
            round(sum(b.alike), 9) AS central
        FROM ways b JOIN wanted w ON w.article = b.article
        JOIN wanted o ON o.article = b.other AND o.story = w.story GROUP BY b.article
    ),
    shared AS (
        SELECT n.article, list(x.term ORDER BY x.weight * y.weight DESC, x.term)[:5] AS terms
        FROM story_terms x JOIN nearest n ON n.article = x.article
        JOIN (SELECT * FROM story_terms WHERE article IN (SELECT other FROM nearest)) y
            ON y.article = n.other AND y.term = x.term
        GROUP BY n.article
    )
    SELECT w.story, w.article, s.title, s.first_day, s.last_day, n.alike, n.central, h.terms,
        o.title AS other
    FROM wanted w JOIN spans s ON s.id = w.article
    LEFT JOIN nearest n ON n.article = w.article LEFT JOIN shared h ON h.article = w.article
    LEFT JOIN spans o ON o.id = n.other
    ORDER BY w.story
"""  # noqa: S608 - our own words
"""For each article of the groups (the table ``wanted``): its nearest of the group, and what
words they share."""


def _stories(
    connection: DuckDBPyConnection, groups: list[list[str]], first: int
) -> Iterator[Story]:
    """Yield the stories of some groups that follow one another, the first numbered ``first``."""
    rows = connection.execute(
        "FROM story_told WHERE story >= ? AND story < ?"
        " ORDER BY story, central DESC NULLS LAST, article",
        [first, first + len(groups)],
    ).fetchall()
    told: list[list[tuple[Any, ...]]] = [[] for _ in groups]
    for number, *row in rows:
        told[number - first].append(tuple(row))
    yield from map(_story, groups, told)


def _story(group: list[str], rows: list[tuple[Any, ...]]) -> Story:
    """Put one story together; ``rows`` begin with the article nearest to all others."""
    title = next((title for _, title, *_ in rows if title), group[0])
    first = min((row[2] for row in rows if row[2]), default=None)
    last = max((row[3] for row in rows if row[3]), default=None)
    members = tuple(_member(*row) for row in rows)
    return Story(make_id("story", group[0]), title, members, first, last)


def _member(
    article: str,
    _title: str | None,
    _first: str | None,
    _last: str | None,
    alike: float | None,
    _central: float | None,
    shared: list[str] | None,
    nearest: str | None,
) -> Member:
    if alike is None:
        return Member(article, 1.0, ("no other article is like it",))
    told = f"shares {', '.join(shared or ())} with “{nearest or 'an article without a title'}”"
    return Member(article, min(1.0, alike), (told,))
