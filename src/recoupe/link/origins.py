"""Names the way by which each quotation came to be known: the tables of readings in, one key out.

Quotations of one key are one origin, however many pages carry them. The first of these that holds:

1. the quotation itself names a medium: who passed it on (« selon l'agence X »), else to whom it was
   said (« a déclaré à X »);
2. it stands in what a page of a reprint group shares: the agency of the group, else the original's;
3. it stands in a passage that the page takes over from another: the origin of that page;
4. the page credits an agency or a medium (the first named, where there are several): that one;
5. the outlet of the page, else the page.
"""

from __future__ import annotations

from typing import Any

from duckdb import DuckDBPyConnection

from recoupe.engine.chunks import chunked
from recoupe.link.alone import make_up, origin
from recoupe.link.origins_media import key, medium_in
from recoupe.link.reprints_sides import articles
from recoupe.rows import LISTED, insert, listed

BATCH = 2048
"""Articles read at once: each batch is one pass over the tables."""

Row = dict[str, Any]


def link_origins(connection: DuckDBPyConnection) -> None:
    """Renew the origins of all quotations; what a page or quotation tells alone is read once."""
    make_up(connection, "article_origins", origin, articles)
    connection.execute("DELETE FROM quotation_media WHERE article IN (FROM fresh)")
    fresh = connection.execute(_FRESH).fetchall()
    for batch in chunked((name for (name,) in fresh), BATCH):
        insert(connection, "quotation_media", _of_quotations(connection, batch))
    _tell(connection)


_FRESH = "SELECT id FROM articles WHERE latest AND id IN (FROM fresh) ORDER BY id"


def _tell(connection: DuckDBPyConnection) -> None:
    """Write the table of origins anew, in one pass over the quotations.

    Which of them have another origin now is kept in ``rerouted``, for what counts origins.
    """
    found = connection.execute(
        "SELECT DISTINCT agency FROM reprints WHERE agency IS NOT NULL"
    ).fetchall()
    connection.execute('CREATE OR REPLACE TEMP TABLE agencies ("name" VARCHAR, origin VARCHAR)')
    insert(connection, "agencies", [{"name": row[0], "origin": key(row[0])} for row in found])
    connection.execute("CREATE OR REPLACE TEMP TABLE former AS FROM origins")
    connection.execute("DELETE FROM origins")
    connection.execute(_ORIGINS)
    connection.execute("DELETE FROM rerouted")
    connection.execute(
        "INSERT INTO rerouted SELECT o.quotation FROM origins o JOIN former f USING (quotation)"
        " WHERE (o.origin, o.name) <> (f.origin, f.name)"
    )
    connection.execute("DROP TABLE agencies")
    connection.execute("DROP TABLE former")


def _of_quotations(connection: DuckDBPyConnection, names: list[str]) -> list[Row]:
    """Return the quotations of some articles that name a medium as their way."""
    rows = connection.execute(
        "SELECT q.id, q.article, q.relay, q.channel, a.language FROM quotations q"  # noqa: S608
        f" JOIN articles a ON a.id = q.article WHERE q.article IN {LISTED}"
        " AND (q.relay IS NOT NULL OR q.channel IS NOT NULL) ORDER BY q.id",
        [listed(names)],
    ).fetchall()
    return [row for found in rows if (row := _by_medium(*found))]


def _by_medium(
    quotation: str, article: str, relay: str | None, channel: str | None, language: str
) -> Row | None:
    ways = ((relay, "passed on by"), (channel, "said to"))
    for text, verb in ways:
        medium = medium_in(text, language) if text else None
        if medium:
            told = {"origin": key(medium), "name": medium, "reason": f"{verb} {medium}: “{text}”"}
            return {"quotation": quotation, "article": article} | told
    return None


_ORIGINS = """
    INSERT INTO origins
    WITH groups AS (
        SELECT r.id, r.original,
            coalesce(m.origin, o.origin) AS origin, coalesce(r.agency, o.name) AS name,
            'a reprint of ' || coalesce(r.agency, o.name) AS reason
        FROM reprints r JOIN article_origins o ON o.article = r.original
        LEFT JOIN agencies m ON m.name = r.agency
    ),
    copies AS (SELECT r.id, unnest(r.copies) AS copy FROM reprints r),
    kept AS (
        SELECT c.id, c.copy.article AS article, unnest(c.copy.kept) AS passage FROM copies c
    ),
    taken AS (SELECT u.source, u.article, unnest(u.passages)."after" AS passage FROM reuses u),
    placed AS (
        SELECT q.id, q.article, q.content[1]."start" AS "start", q.headline
        FROM quotations q JOIN articles a ON a.id = q.article WHERE a.latest
    ),
    shared AS (
        SELECT q.id, g.origin, g.name, g.reason FROM placed q
        JOIN groups g ON g.original = q.article
        UNION
        SELECT q.id, g.origin, g.name, g.reason FROM placed q
        JOIN kept k ON k.article = q.article JOIN groups g ON g.id = k.id
        WHERE q.headline OR (q."start" >= k.passage."start" AND q."start" < k.passage."end")
    ),
    sources AS (
        SELECT o.article, coalesce(g.origin, o.origin) AS origin, coalesce(g.name, o.name) AS name
        FROM article_origins o LEFT JOIN (
            SELECT original AS article, origin, name FROM groups
            UNION ALL SELECT c.copy.article, g.origin, g.name FROM copies c JOIN groups g USING (id)
        ) g USING (article)
    ),
    lent AS (
        SELECT q.id, min((s.origin, s.name)) AS told FROM placed q
        JOIN taken t ON t.article = q.article AND q."start" >= t.passage."start"
            AND q."start" < t.passage."end"
        JOIN sources s ON s.article = t.source
        GROUP BY q.id
    ),
    copied AS (SELECT DISTINCT copy.article AS article FROM copies)
    SELECT q.id,
        coalesce(m.origin, h.origin, l.told[1],
            CASE WHEN c.article IS NULL THEN o.origin ELSE o.own END),
        coalesce(m.name, h.name, l.told[2],
            CASE WHEN c.article IS NULL THEN o.name ELSE o.own_name END),
        coalesce(m.reason, h.reason, 'taken over from ' || l.told[2],
            CASE WHEN c.article IS NULL THEN o.reason ELSE 'the outlet''s own paragraph' END)
    FROM placed q JOIN article_origins o ON o.article = q.article
    LEFT JOIN quotation_media m ON m.quotation = q.id
    LEFT JOIN shared h ON h.id = q.id
    LEFT JOIN lent l ON l.id = q.id
    LEFT JOIN copied c ON c.article = q.article
"""
"""In a copy, what is not in the dispatch is the outlet's own, whatever the page credits. Of several
passages that lend one quotation, the source of the smallest key is named."""
