"""Lays out which roles each actor has through time, in temporary tables for the shelf."""

from __future__ import annotations

import re

from duckdb import DuckDBPyConnection

from recoupe import lexicon
from recoupe.link.known import every_article

MOST = 30
"""Names, roles and reasons that are kept of one actor, the most frequent."""

OWNERS = "pronouns.possessive"
"""The words of « son porte-parole » in the lexicon of sources."""

_MEMBERS = """
    CREATE OR REPLACE TEMP TABLE actor_members AS
    SELECT m.entity, m.actor, m.reasons, a.place, a.id AS article, a.language,
        CASE WHEN p.published.value IS NOT NULL THEN a.first END AS "first"
    FROM current_memberships m JOIN shelf_cast c USING (actor) JOIN shelf_articles a
    ON a.id = c.article AND a.latest JOIN articles p ON p.id = a.id
"""
"""Only articles with a date tell since when a role is held: the bounds of others are no date."""

_TOLD = """
    CREATE OR REPLACE TEMP TABLE told_roles AS
    SELECT m.entity, m.article, m.first, m.place, unnest(x.roles) AS r
    FROM actor_members m JOIN actors x ON x.id = m.actor
"""

_ROLES = f"""
    CREATE OR REPLACE TEMP TABLE actor_roles AS
    WITH roles AS (
        SELECT entity, mode(r.role ORDER BY r.role) AS role, min("first") AS "first",
            max("first") AS "last",
            count(DISTINCT article) AS articles,
            arg_min({{'article': article, 'start': r.span.start, 'end': r.span."end"}}, place)
                AS passage
        FROM told_roles GROUP BY entity, lower(regexp_replace(r.role, $articles, ''))
    )
    SELECT entity, (list({{'role': role, 'first': "first", 'last': "last", 'articles': articles,
        'passage': passage}} ORDER BY regexp_matches(role, $owners), articles DESC, "first",
        role))[:{MOST}] AS roles
    FROM roles GROUP BY entity
"""  # noqa: S608 - ours
"""« Le président » and « président » are one role, told as it is most often printed. « Son
porte-parole » comes last: it tells nothing without the sentence it stands in."""


def lay_out_roles(connection: DuckDBPyConnection) -> None:
    """Make ``actor_members``, ``told_roles`` and ``actor_roles``; needs the cast."""
    connection.execute(_MEMBERS)
    connection.execute(_TOLD)
    connection.execute(_ROLES, {"articles": _articles(), "owners": owners()})


def _articles() -> str:
    """Return the pattern of an article, of any language, before a role."""
    return f"(?i)^(?:{'|'.join(map(re.escape, every_article()))})"


def owners() -> str:
    """Return the pattern of a possessive, of any language, before a role."""
    known = {w for code in lexicon.languages() for w in lexicon.words(code, "sources", OWNERS)}
    return f"(?i)^(?:{'|'.join(sorted(map(re.escape, known)))}) "
