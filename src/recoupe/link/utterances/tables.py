"""Keeps the tables of wordings true to the quotations: fresh articles in, their wordings out.

A wording is what one speaker said at one time in one shape; a dispatch that a hundred outlets print
gives one wording with a hundred quotations. So pairs are compared once, not ten thousand times.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from duckdb import DuckDBPyConnection

from recoupe.clean.fold import whole
from recoupe.days import days
from recoupe.ids import make_id
from recoupe.link.utterances.keys import day_keys, keys
from recoupe.link.utterances.pages import pages
from recoupe.link.utterances.voices import Source, bodies, voice
from recoupe.rows import LISTED, insert, listed

REPORTED_WITHIN = timedelta(7)
"""Days before its publication within which an article tells what it does not date: a weekly."""

_WANTED = """
    SELECT q.id, q.article, q.kind, list_transform(q.content, s -> s."text"), q.speaker_name,
        q."role", q.channel, q.said."value", q.headline, q.parent, a.language, a.published,
        c.kind, coalesce(c.named, true), c.country,
        list_transform(coalesce(c.roles, []), r -> r."role"), e.id
    FROM current_quotations q JOIN articles a ON a.id = q.article
    LEFT JOIN actors c ON c.id = q.speaker
    LEFT JOIN actor_entities e ON e.actor = q.speaker
    WHERE a.latest AND q.speaker_name IS NOT NULL AND q.article IN (FROM renewed)
    ORDER BY q.id
"""


class _Quoted(NamedTuple):
    """A quotation with what its article and actor add, one row of ``_WANTED``."""

    id: str
    article: str
    kind: str
    content: list[str]
    name: str
    role: str | None
    channel: str | None
    said: str | None
    headline: bool
    parent: str | None
    language: str
    published: dict[str, str | None]
    actor: str | None
    named: bool
    country: str | None
    roles: list[str]
    entity: str | None


def renew(connection: DuckDBPyConnection) -> None:
    """Renew the wordings of the fresh articles, and of those whose speakers are others now.

    Leaves in the temporary table ``touched`` the wordings that came, went or stand in fresh
    articles.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE actor_entities AS"
        " SELECT unnest(members).id AS actor, id FROM current_entities"
    )
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE renewed AS
        SELECT article FROM fresh UNION
        SELECT s.article FROM statements s JOIN current_quotations q ON q.id = s.quotation
        LEFT JOIN actor_entities e ON e.actor = q.speaker
        WHERE s.speaker IS DISTINCT FROM e.id
        """
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE touched AS"
        " SELECT DISTINCT wording FROM statements WHERE article IN (FROM renewed)"
    )
    connection.execute("DELETE FROM statements WHERE article IN (FROM renewed)")
    for page in pages(connection, "wanted_statements", _WANTED):
        _store(connection, page)
    connection.execute(
        "INSERT INTO touched SELECT DISTINCT wording FROM statements"
        " WHERE article IN (FROM renewed) AND wording NOT IN (FROM touched)"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE gone AS SELECT id AS wording, keys, days FROM wordings"
        " WHERE id IN (FROM touched) AND id NOT IN (SELECT wording FROM statements)"
    )
    connection.execute("DELETE FROM wordings WHERE id IN (SELECT wording FROM gone)")


def _store(connection: DuckDBPyConnection, page: list[tuple[Any, ...]]) -> None:
    statements, wordings = [], {}
    for row in map(_Quoted._make, page):
        wording = _wording(row)
        wordings[wording["id"]] = wording
        statements.append(
            {
                "quotation": row.id,
                "article": row.article,
                "wording": wording["id"],
                "parent": row.parent,
                "speaker": row.entity,
            }
        )
    insert(connection, "statements", statements)
    known = connection.execute(
        f"SELECT id FROM wordings WHERE id IN {LISTED}",  # noqa: S608 - our names
        [listed(wordings)],
    ).fetchall()
    new = wordings.keys() - {name for (name,) in known}
    insert(connection, "wordings", [wordings[name] for name in sorted(new)])


def _wording(row: _Quoted) -> dict[str, Any]:
    """Return the row of the wording of one quotation."""
    roles = (*row.roles, *((row.role,) if row.role else ()))
    source = Source(row.name, row.language, row.actor, row.named, row.entity, row.country, roles)
    first, last, told = _window(row.said, tuple(sorted(row.published.items())))
    text = " ".join(" ".join(row.content).split())
    key, stands_for = voice(source), sorted(bodies(source))
    direct = row.kind == "direct"
    natural = (key, stands_for, row.name, row.channel, first, last, told, row.headline, direct,
               row.language, whole(text), row.parent)  # fmt: skip
    return {
        "id": make_id(*natural),
        "language": row.language,
        "text": text,
        "voice": key,
        "person": row.actor == "person",
        "bodies": stands_for,
        "speaker_name": row.name,
        "first": first and first.isoformat(),
        "last": last and last.isoformat(),
        "told": told,
        "headline": row.headline,
        "direct": direct,
        "channel": row.channel,
        "keys": keys(text, row.language, (key, *stands_for)),
        "days": day_keys((key, *stands_for), first if told else last),
    }


@lru_cache(10_000)
def _window(
    said: str | None, published: tuple[tuple[str, str | None], ...]
) -> tuple[date | None, date | None, bool]:
    """Return between which days something was said, and whether the text tells.

    Else it was said shortly before the article was published; nothing bounds it where the article
    bears no date.
    """
    if told := days(said):
        return (*told, True)
    page = dict(published)
    day = days(page["value"])
    first = day[0] if day else _day(page["earliest"])
    last = day[1] if day else _day(page["latest"])
    if first is None or last is None:
        return None, None, False
    return first - REPORTED_WITHIN, last, False


def _day(value: str | None) -> date | None:
    found = days(value)
    return found[0] if found else None
