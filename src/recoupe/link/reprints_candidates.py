"""Finds the pairs of articles worth laying side by side: signatures in, the table of pairs out.

The table is a function of the articles that are there now, whatever was there before. The work
grows with the number of articles: a sentence that stands in thousands of pages makes each of them
the candidate of a bounded number of others.
"""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from recoupe.link.reprints_decide import MOST_DAYS
from recoupe.link.reprints_signatures import COMMON_BANDS, SHORT

NEIGHBOURS = 16
"""Articles after it, in order of time, to which a band of its sentences leads an article.

A band that stands in no more articles than that and one leads from each to all. On made quotations
(``benchmarks/linking.py``) 1 band in 1,000 stands in more, and of the pairs that share any band
half at 2,000 quotations and 86 % at 8,000 share no others."""

FIRST = 4
"""The earliest articles of a band are compared with all of its next weeks: copies then meet at what
is likely their source. A made dispatch on 200 pages is one group with 4 (10,005 pairs compared) and
with none (8,197): what they are worth is not shown by a figure yet."""

COMMON_ALONE = 4
"""Bands that two articles must share where all of them stand in more articles than ``NEIGHBOURS``
and one: a short phrase that stands everywhere shares one or two with its likes. At 8,000 made
quotations, the other conditions left out, 8,386 pairs remain with 6 and 15,434 with 2. Of a made
dispatch of three sentences on 100 pages, a fourth of the words of each replaced, 95 pages are one
group with 2, 4 and 6 alike."""

_CANDIDATES = """
    CREATE OR REPLACE TEMP TABLE reprint_candidates AS
    WITH cut AS (SELECT article, len(bands) AS size, unnest(bands) AS band FROM signatures),
    held AS (SELECT band, count(*) AS pages FROM cut GROUP BY band HAVING count(*) > 1),
    placed AS (
        SELECT c.article, c.band, c.size, h.pages,
            try_cast(coalesce(a.published.value[:10], a.published.earliest) AS DATE) AS day,
            row_number() OVER (
                PARTITION BY c.band
                ORDER BY coalesce(a.published.value, a.published.earliest, '9999'), c.article
            ) AS place
        FROM cut c JOIN held h ON h.band = c.band JOIN articles a ON a.id = c.article
    ),
    ahead AS (
        SELECT *, unnest(range(place + 1, least(pages, CASE WHEN place <= $first THEN pages
            ELSE place + $neighbours END) + 1)) AS next FROM placed
    )
    SELECT least(x.article, y.article) AS a, greatest(x.article, y.article) AS b
    FROM ahead x JOIN placed y ON x.band = y.band AND y.place = x.next
    WHERE coalesce(y.day - x.day <= $days, true) OR x.next = x.place + 1
    GROUP BY ALL
    HAVING (count(*) >= $common OR min(least(x.size, y.size)) <= $short)
        AND (min(x.pages) <= $neighbours + 1 OR count(*) >= $alone)
"""
"""Each row looks its neighbours up by their places: a join by ranges of places compares all pages
of a band with each other first. Pages further apart than a dispatch is printed can only lend one
another paragraphs: there the next one to use a sentence is enough."""

_BOUNDS = {
    "neighbours": NEIGHBOURS,
    "first": FIRST,
    "days": MOST_DAYS,
    "common": COMMON_BANDS,
    "short": SHORT,
    "alone": COMMON_ALONE,
}

_UNDECIDED = """
    SELECT c.a, c.b FROM reprint_candidates c
    ANTI JOIN article_pairs p ON p.a = c.a AND p.b = c.b
    JOIN articles x ON x.id = c.a JOIN articles y ON y.id = c.b
    ORDER BY coalesce(x.published.value, x.published.earliest, '9999'), c.a,
        coalesce(y.published.value, y.published.earliest, '9999'), c.b
"""
"""Ordered by time, for neighbours in time share candidates: few articles are cut up twice."""


def undecided(connection: DuckDBPyConnection) -> list[tuple[str, str]]:
    """Forget the pairs that are no candidates any more; return those not decided yet, as ids."""
    connection.execute(_CANDIDATES, _BOUNDS)
    connection.execute(
        "DELETE FROM article_pairs WHERE (a, b) NOT IN (SELECT (a, b) FROM reprint_candidates)"
    )
    connection.execute(
        "DELETE FROM reuses WHERE (least(source, article), greatest(source, article))"
        " NOT IN (SELECT (a, b) FROM reprint_candidates)"
    )
    found = connection.execute(_UNDECIDED).fetchall()
    connection.execute("DROP TABLE reprint_candidates")
    return found
