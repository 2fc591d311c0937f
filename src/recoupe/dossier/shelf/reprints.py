"""Puts on the shelf which pages carry one dispatch, with the first passages each changed."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

MOST = 10
"""Passages of one sort that are shown of a copy; it counts all."""

_SPOT = "{{'article': {0}.article, 'start': {0}.start, 'end': {0}.\"end\"}}"
_SPOTS = (
    "list_transform({0}[:{1}], lambda p: "
    + _SPOT.format("p").replace("{", "{{").replace("}", "}}")
    + ")"
)

_REPRINTS = f"""
    INSERT INTO shelf_reprints
    WITH copies AS (
        SELECT id, generate_subscripts(copies, 1) AS part, unnest(copies) AS c FROM reprints
    ),
    told AS (
        SELECT id, list({{
            'article': {{'head': c.article}}, 'share': c.share, 'changes': c.changes,
            'reasons': c.reasons, 'kept': {_SPOTS.format("c.kept", MOST)},
            'cut': {_SPOTS.format("c.cut", MOST)}, 'added': {_SPOTS.format("c.added", MOST)},
            'edited': list_transform(c.edited[:{MOST}], lambda e: {{
                'before': {_SPOT.format("e.before")}, 'after': {_SPOT.format('e."after"')},
                'difference': e.difference}}),
            'counts': {{'kept': len(c.kept), 'cut': len(c.cut), 'added': len(c.added),
                'edited': len(c.edited)}}
            }} ORDER BY part) AS copies
        FROM copies GROUP BY id
    )
    SELECT row_number() OVER (ORDER BY len(r.copies) DESC, r.id) - 1 AS place, r.id,
        to_json({{'id': r.id, 'original': {{'head': r.original}}, 'agency': r.agency,
            'reasons': r.reasons, 'copies': t.copies}})
    FROM reprints r JOIN told t USING (id) ORDER BY place
"""  # noqa: S608 - ours


def place_reprints(connection: DuckDBPyConnection) -> None:
    """Fill the reprint groups of the shelf."""
    connection.execute(_REPRINTS)
