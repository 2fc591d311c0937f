"""Makes the index of the shelf: which items have which property, and which words; rows in and out.

A key is the number of the shelf and 56 bits of the MD5 of shelf, property and value: the index is
sorted by it, so that a value is found in a few blocks of any size of index.
"""

from __future__ import annotations

from hashlib import md5

from duckdb import DuckDBPyConnection

from recoupe.dossier.shelf.stems import stems_of
from recoupe.engine.chunks import chunked

MOST_VALUES = 200
"""Values of one property that are offered to choose from, those of most items first."""

BATCH = 50_000

HASHED = 56
"""Bits of a key that are hashed: two of a million keys are the same in one of 100,000 dossiers."""

SHELVES = (
    "articles",
    "utterances",
    "discrepancies",
    "threads",
    "moments",
    "figures",
    "acts",
    "actors",
    "coverage",
    "lines",
)
"""The shelves that have an index; their order numbers them."""

WORD = r"[\p{L}\p{N}\x{300}-\x{36f}]+"
"""A word as DuckDB cuts it out of a text; ``stems.TOKEN`` is the same in Python."""

_ENTRIES = """
    CREATE OR REPLACE TEMP TABLE shelf_entries (
        shelf VARCHAR, facet VARCHAR, "value" VARCHAR, "name" VARCHAR, item INTEGER)
"""

_TOKENS = """
    CREATE OR REPLACE TEMP TABLE shelf_tokens (
        shelf VARCHAR, facet VARCHAR, "language" VARCHAR, form VARCHAR, item INTEGER, times INTEGER)
"""

_VOCABULARY = """
    CREATE OR REPLACE TEMP TABLE shelf_vocabulary (
        "language" VARCHAR, form VARCHAR, word VARCHAR, stem VARCHAR)
"""

_SPLIT = "unnest(string_split(?, chr(10)))"
_KEY = (
    f"((1::UBIGINT << {HASHED}) * list_position({list(SHELVES)}, {{0}})"
    f" | (md5_number_lower(concat_ws(chr(31), {{0}}, {{1}}, {{2}})) & {(1 << HASHED) - 1}))"
)

_KEYS = f"""
    CREATE OR REPLACE TEMP TABLE shelf_keys AS
    SELECT p.shelf, p.facet, v.language, v.form,
        {_KEY.format("p.shelf", "p.facet", "v.stem")} AS "key"
    FROM shelf_vocabulary v, (SELECT DISTINCT shelf, facet FROM shelf_tokens) p
"""  # noqa: S608 - ours

_FACETS = f"""
    INSERT INTO shelf_facets
    WITH counted AS (
        SELECT shelf, facet, "value", min("name") AS "name", count(DISTINCT item) AS n
        FROM shelf_entries GROUP BY ALL
    )
    SELECT shelf, facet, "value", "name", {_KEY.format("shelf", "facet", '"value"')}, n FROM counted
    QUALIFY row_number() OVER (PARTITION BY shelf, facet ORDER BY n DESC, "value") <= {MOST_VALUES}
    ORDER BY shelf, facet, n DESC, "value"
"""  # noqa: S608 - ours

_INDEX = f"""
    INSERT INTO shelf_index
    SELECT {_KEY.format("shelf", "facet", '"value"')} AS "key", item FROM shelf_entries
    UNION SELECT k.key, t.item
    FROM shelf_tokens t JOIN shelf_keys k USING (shelf, facet, "language", form)
    WHERE t.shelf <> 'lines'
    ORDER BY 1, 2
"""  # noqa: S608 - ours

_LINE_WORDS = """
    INSERT INTO shelf_line_words
    SELECT k.key, t.item, sum(t.times)
    FROM shelf_tokens t JOIN shelf_keys k USING (shelf, facet, "language", form)
    WHERE t.shelf = 'lines' GROUP BY ALL ORDER BY 1, 2
"""

_WORDS = """
    INSERT INTO shelf_words
    SELECT word, list(DISTINCT stem ORDER BY stem) FROM shelf_vocabulary GROUP BY word ORDER BY word
"""


def key(shelf: str, facet: str, value: str) -> int:
    """Return the key under which the items of a shelf with this value of a property stand."""
    digest = md5(f"{shelf}\x1f{facet}\x1f{value}".encode(), usedforsecurity=False).digest()
    return reach(shelf)[0] | int.from_bytes(digest[8:], "little") & ((1 << HASHED) - 1)


def reach(shelf: str) -> tuple[int, int]:
    """Return the first key of a shelf and the first one after all of it."""
    number = SHELVES.index(shelf) + 1
    return number << HASHED, (number + 1) << HASHED


def begin(connection: DuckDBPyConnection) -> None:
    """Make room for the entries and words of all shelves."""
    for query in (_ENTRIES, _TOKENS, _VOCABULARY):
        connection.execute(query)


def enter(connection: DuckDBPyConnection, shelf: str, facet: str, query: str) -> None:
    """Enter a property: ``query`` gives items and values, and names of values if they have any."""
    connection.execute(
        f"INSERT INTO shelf_entries SELECT '{shelf}', '{facet}', v.value,"  # noqa: S608 - ours
        " coalesce(v.name, v.value), v.item FROM (SELECT NULL::VARCHAR AS name, 0 AS item,"
        f" NULL::VARCHAR AS value WHERE false UNION ALL BY NAME {query}) v"
        " WHERE v.value IS NOT NULL"
    )


def enter_words(connection: DuckDBPyConnection, shelf: str, facet: str, query: str) -> None:
    """Enter the words of texts: ``query`` gives items, languages and texts."""
    connection.execute(
        f"INSERT INTO shelf_tokens SELECT '{shelf}', '{facet}', language, form, item, count(*)"  # noqa: S608 - ours
        f" FROM (SELECT item, language, unnest(regexp_extract_all(lower(text), '{WORD}')) AS form"
        f" FROM ({query})) GROUP BY ALL"
    )


def finish(connection: DuckDBPyConnection) -> None:
    """Stem the words, and write the index, the values to choose from and the words of lines."""
    found = connection.execute('SELECT DISTINCT "language", form FROM shelf_tokens').fetchall()
    for batch in chunked(found, BATCH):
        stems = list(stems_of(batch))
        connection.execute(
            f"INSERT INTO shelf_vocabulary SELECT {', '.join([_SPLIT] * 4)}",
            ["\n".join(column) for column in zip(*stems, strict=True)],
        )
    for query in (_KEYS, _FACETS, _INDEX, _LINE_WORDS, _WORDS):
        connection.execute(query)
    for table in ("shelf_entries", "shelf_tokens", "shelf_vocabulary", "shelf_keys"):
        connection.execute(f"DROP TABLE {table}")
