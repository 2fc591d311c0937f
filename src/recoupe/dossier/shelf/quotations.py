"""Puts the quotations on the shelf, in the order of articles, with their speakers and origins."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

_QUOTATIONS = """
    INSERT INTO shelf_quotations BY NAME
    WITH held AS (
        SELECT id AS utterance, unnest(members).id AS quotation FROM current_utterances
    )
    SELECT row_number() OVER (
            ORDER BY a.place, q.content[1].start, q.id, h.utterance) - 1 AS place, q.id,
        q.article, h.utterance,
        to_json({
            'quotation': q.id, 'article': q.article, 'utterance': h.utterance, 'kind': q.kind,
            'speaker': m.entity, 'speaker_name': q.speaker_name, 'role': q.role,
            'channel': q.channel, 'relay': q.relay, 'said': q.said, 'headline': q.headline,
            'passages': list_transform(q.content,
                lambda s: {'article': q.article, 'start': s.start, 'end': s."end"}),
            'source': q.source, 'cue': q.cue, 'confidence': q.confidence,
            'origin': coalesce(o.origin, a.outlet, a.uri),
            'origin_name': coalesce(o.name, a.outlet, a.uri),
            'origin_reason': coalesce(o.reason, '')
        }) AS told
    FROM current_quotations q JOIN shelf_articles a ON a.id = q.article
    LEFT JOIN held h ON h.quotation = q.id LEFT JOIN current_memberships m ON m.actor = q.speaker
    LEFT JOIN origins o ON o.quotation = q.id
    ORDER BY place
"""


def place_quotations(connection: DuckDBPyConnection) -> None:
    """Fill the quotations of the shelf."""
    connection.execute(_QUOTATIONS)
