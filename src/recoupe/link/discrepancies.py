"""Finds where accounts of one thing differ across articles: an open dossier in, discrepancies out.

What an article says that others may say differently is learnt once (``account_marks``), mostly
where it is read (``alone``). Two such marks meet where they are of one story and share the words
around; two sentences where they share rare words. What was found in a story is kept until an
article or utterance of it changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import TypeVar

from duckdb import DuckDBPyConnection

from recoupe.engine.chunks import weighed
from recoupe.findings import Discrepancy
from recoupe.link.alone import Accounts, make_up, marked
from recoupe.link.discrepancies_batch import Rows, by_story, hold
from recoupe.link.discrepancies_events import ACTS, acts
from recoupe.link.discrepancies_groups import Pair, groups
from recoupe.link.discrepancies_pairs import Line, pairs
from recoupe.link.discrepancies_rank import ranked
from recoupe.link.discrepancies_roles import ROLES, roles
from recoupe.link.discrepancies_speakers import NAMED, named
from recoupe.link.discrepancies_told import Page
from recoupe.link.discrepancies_twins import CROWD as CROWD_OF_TWINS
from recoupe.link.discrepancies_twins import PAIRS, Known, twins
from recoupe.link.discrepancies_utterances import MEMBERS, variants
from recoupe.link.reprints_sides import articles
from recoupe.records import Quantity, Quotation
from recoupe.rows import LISTED, by_name, from_row, insert, listed, to_row

Of = TypeVar("Of", Quotation, Quantity)

HELD = 4_000
"""Articles from which on no more stories are reckoned at once. Each query reads whole tables, so
that 200 stories at a time cost 72 times all tables at 10^6 quotations (``benchmarks/linking.py``);
10,000 articles at a time take 1.9 GB of memory there."""


def link_discrepancies(connection: DuckDBPyConnection) -> None:
    """Renew the discrepancies of the stories that have changed."""
    _learn(connection)
    for changed in weighed(_changed(connection), itemgetter(1), HELD):
        hold(connection, [story for story, _ in changed])
        connection.execute(
            "DELETE FROM discrepancies_found WHERE story IN (SELECT story FROM held)"
        )
        rows = [to_row(d) | {"story": story} for story, d in _of_stories(connection)]
        insert(connection, "discrepancies_found", rows)
        connection.execute("DROP TABLE held")
    _publish(connection)


def _learn(connection: DuckDBPyConnection) -> None:
    """Bring the marks of all articles up to date.

    Those that came with a reading know nothing of what a reader corrected.
    """
    connection.execute(
        "DELETE FROM account_marks WHERE article IN (FROM fresh)"
        " AND article IN (SELECT unnest(passages).article FROM corrections)"
    )
    make_up(connection, "account_marks", marked, _accounts)


def _accounts(connection: DuckDBPyConnection, names: Sequence[str]) -> Iterator[Accounts]:
    quotations = _of_articles(connection, Quotation, "current_quotations", names)
    quantities = _of_articles(connection, Quantity, "quantities", names)
    for article in articles(connection, names):
        yield article, quotations.get(article.id, ()), quantities.get(article.id, ())


def _of_articles(
    connection: DuckDBPyConnection, record: type[Of], table: str, names: Sequence[str]
) -> Mapping[str, Sequence[Of]]:
    query = f"SELECT * FROM {table} WHERE article IN {LISTED}"  # noqa: S608 - our names
    found: defaultdict[str, list[Of]] = defaultdict(list)
    for row in by_name(connection.execute(query, [listed(names)])):
        found[row["article"]].append(from_row(record, row))
    return found


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
    SELECT h.story, a.id, a."text", a.language, h.day, h.origin, h.outlet
    FROM held h JOIN articles a ON a.id = h.article ORDER BY a.id
"""


def _of_stories(connection: DuckDBPyConnection) -> Iterator[tuple[str, Discrepancy]]:
    """Yield the discrepancies of the stories held that have articles of several origins."""
    told = {
        story: {row[0]: Page(*row) for row in rows}
        for story, rows in by_story(connection, _PAGES).items()
    }
    members, acted = by_story(connection, MEMBERS), by_story(connection, ACTS)
    sentences, called = by_story(connection, PAIRS, [CROWD_OF_TWINS]), by_story(connection, ROLES)
    met = pairs(connection)
    people = cache(lambda: by_story(connection, NAMED))
    for story, pages in sorted(told.items()):
        if len({page.origin for page in pages.values()}) <= 1:
            continue
        found = [
            *variants(members.get(story, ()), pages),
            *twins(sentences.get(story, ()), pages, _known(people, story)),
            *roles(called.get(story, ()), pages),
            *acts(acted.get(story, ()), pages),
            *_differing_marks(met.get(story, {}), pages),
        ]
        yield from ((story, discrepancy) for discrepancy in ranked(found))


def _known(people: Callable[[], Mapping[str, Rows]], story: str) -> Known:
    return cache(lambda: named(people().get(story, ())))


def _differing_marks(
    lines: Mapping[Line, Sequence[Pair]], pages: dict[str, Page]
) -> Iterator[Discrepancy]:
    for (kind, line, language), found in lines.items():
        yield from groups(kind, line, language, found, pages)


_COLUMNS = "id, kind, about, passages, note, weight, compatible, utterance, words"


def _publish(connection: DuckDBPyConnection) -> None:
    """Write what was found in all stories, the weightiest first."""
    connection.execute("DELETE FROM discrepancies")
    connection.execute(
        f"INSERT INTO discrepancies BY NAME SELECT {_COLUMNS} FROM discrepancies_found"  # noqa: S608
        " ORDER BY weight DESC, id"
    )
