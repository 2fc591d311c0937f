"""Makes every quotation part of an utterance: those with no other account by themselves.

In: ``quotations`` and the utterances of several accounts. Out: an utterance of one member for each
quotation that is in none of these; its id is that of the quotation.
"""

from __future__ import annotations

from duckdb import DuckDBPyConnection

ONCE = "no other account of it"

_SINGLES = f"""
    INSERT INTO utterances BY NAME
    SELECT q.id, k.entity AS speaker, q.speaker_name, q.said,
        [{{'id': q.id, 'score': 1.0, 'reasons': ['{ONCE}']}}] AS members,
        [] AS summaries, q.id AS fullest, q.id AS earliest, [q.article] AS articles, 1 AS origins,
        [coalesce(o.name, a.outlet, a.uri)] AS origin_names, [] AS shared, [] AS variants
    FROM current_quotations q JOIN articles a ON a.id = q.article AND a.latest
    LEFT JOIN current_memberships k ON k.actor = q.speaker LEFT JOIN origins o ON o.quotation = q.id
    WHERE q.id NOT IN (SELECT unnest(members).id FROM utterances)
"""  # noqa: S608 - our own words


def link_singles(connection: DuckDBPyConnection) -> None:
    """Renew the utterances of one quotation."""
    connection.execute("DELETE FROM utterances WHERE len(members) = 1")
    connection.execute(_SINGLES)
