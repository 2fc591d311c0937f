"""Puts the figures on the shelf, by what is counted, the smallest first and the vague ones last."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.dossier.shelf.days import lay_out
from recoupe.dossier.shelf.index import enter, enter_words

_FIGURES = """
    INSERT INTO shelf_figures
    SELECT row_number() OVER (ORDER BY n."of" IS NULL, n.kind = 'vague',
            regexp_replace(lower(strip_accents(n."of".text)), '[^a-z0-9]+', ' ', 'g'),
            n.unit, coalesce(n.low, n.high), a.place, n.span.start) - 1 AS place,
        n.id, d.first, d.last,
        to_json({
            'id': n.id, 'kind': n.kind, 'low': n.low, 'high': n.high, 'mod': n.mod,
            'unit': n.unit, 'rate': n.rate, 'of': n."of".text,
            'passage': {'article': n.article, 'start': n.span.start, 'end': n.span."end"},
            'utterance': q.utterance, 'speaker': (q.told->>'speaker'),
            'claimant': coalesce(q.told->>'speaker_name', n.claimant.text), 'holds': n.holds
        })
    FROM quantities n JOIN shelf_articles a ON a.id = n.article AND a.latest
    LEFT JOIN shelf_quotations q ON q.id = n.claimed_by
    LEFT JOIN figure_days d ON d.value = n.holds
    ORDER BY place
"""

_TELLING = "SELECT place AS item, told->>'{0}' AS value FROM shelf_figures"

_SPEAKER = """
    SELECT f.place AS item, e.id AS value, e.name FROM shelf_figures f
    JOIN current_entities e ON e.id = (f.told->>'speaker')
"""

_PLACES = """
    SELECT f.place AS item, {0} AS value FROM shelf_figures f JOIN quantities n USING (id)
    JOIN shelf_articles a ON a.id = n.article
"""

_COUNTED = """
    SELECT f.place AS item, a.language, concat_ws(' ', n.span.text, n."of".text) AS "text"
    FROM shelf_figures f JOIN quantities n USING (id) JOIN shelf_articles a ON a.id = n.article
"""


def place_figures(connection: DuckDBPyConnection) -> None:
    """Fill the figures of the shelf and enter what they are chosen by."""
    lay_out(connection, "figure_days", "SELECT holds FROM quantities")
    connection.execute(_FIGURES)
    for facet in ("kind", "unit"):
        enter(connection, "figures", facet, _TELLING.format(facet))
    enter(connection, "figures", "speaker", _SPEAKER)
    enter(connection, "figures", "outlet", _PLACES.format("coalesce(a.outlet, a.uri)"))
    enter(connection, "figures", "story", _PLACES.format("a.story"))
    enter_words(connection, "figures", "text", _COUNTED)
