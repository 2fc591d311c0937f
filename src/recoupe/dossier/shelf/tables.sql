-- The shelf: what readers page through. A `place` numbers the rows of a table from 0 in the order in
-- which they are shown; `told` is the record that is handed out, as JSON, in which a passage is its
-- article, start and end. Rows are read in pieces from all over a table: uncompressed, 50 of them take
-- 2 ms instead of 31 (28,000 utterances), for a third more of disk.

CREATE OR REPLACE TABLE shelf_articles ( -- all versions, the oldest first
    place    INTEGER NOT NULL,
    id       VARCHAR NOT NULL,
    uri      VARCHAR NOT NULL,
    latest   BOOLEAN NOT NULL,
    outlet   VARCHAR,
    "language" VARCHAR NOT NULL,
    "first"  VARCHAR, -- the days on which it can have come out
    "last"   VARCHAR,
    story    VARCHAR, -- stories.id
    original VARCHAR, -- articles.id: the page of which it is a copy
    told     VARCHAR NOT NULL USING COMPRESSION 'uncompressed',
    "text"   VARCHAR NOT NULL USING COMPRESSION 'uncompressed'
);

CREATE OR REPLACE TABLE shelf_quotations ( -- in the order of articles and text
    place     INTEGER NOT NULL,
    id        VARCHAR NOT NULL,
    article   VARCHAR NOT NULL,
    utterance VARCHAR,
    told      VARCHAR NOT NULL USING COMPRESSION 'uncompressed'
);

CREATE OR REPLACE TABLE shelf_utterances ( -- in the order in which they were said
    place     INTEGER NOT NULL,
    id        VARCHAR NOT NULL,
    "first"   VARCHAR, -- the days on which it can have been said
    "last"    VARCHAR,
    told      VARCHAR NOT NULL USING COMPRESSION 'uncompressed'
);

CREATE OR REPLACE TABLE shelf_discrepancies ( -- the weightiest first
    place INTEGER NOT NULL,
    id    VARCHAR NOT NULL,
    told  VARCHAR NOT NULL USING COMPRESSION 'uncompressed'
);

CREATE OR REPLACE TABLE shelf_index ( -- by which property an item of a shelf is found
    "key" UBIGINT NOT NULL, -- of shelf, property and value (index.py)
    item  INTEGER NOT NULL -- the place on its shelf
);

CREATE OR REPLACE TABLE shelf_facets ( -- the values of each property that most items have
    shelf   VARCHAR NOT NULL,
    facet   VARCHAR NOT NULL,
    "value" VARCHAR NOT NULL,
    "name"  VARCHAR NOT NULL,
    "key"   UBIGINT NOT NULL,
    "count" INTEGER NOT NULL
);

CREATE OR REPLACE TABLE shelf_words ( -- every word of the texts, folded, with the stems of its spellings
    word  VARCHAR NOT NULL,
    stems VARCHAR[] NOT NULL
);

CREATE OR REPLACE TABLE shelf_lines ( -- the lines that are read, by article and place in it
    line    INTEGER NOT NULL,
    article INTEGER NOT NULL, -- shelf_articles.place
    "start" INTEGER NOT NULL,
    "end"   INTEGER NOT NULL,
    title   BOOLEAN NOT NULL,
    words   INTEGER NOT NULL
);

CREATE OR REPLACE TABLE shelf_about ( -- the lines that tell what an utterance is about
    line INTEGER NOT NULL, -- that in which it stands, and the titles of its articles
    item INTEGER NOT NULL -- shelf_utterances.place
);

CREATE OR REPLACE TABLE shelf_line_words (
    "key" UBIGINT NOT NULL, -- of a stem
    line  INTEGER NOT NULL,
    times INTEGER NOT NULL
);

CREATE OR REPLACE TABLE shelf_cast ( -- every actor of the articles with his entity
    article     VARCHAR NOT NULL,
    actor       VARCHAR NOT NULL,
    entity      VARCHAR NOT NULL,
    entity_name VARCHAR NOT NULL
);

CREATE OR REPLACE TABLE shelf_affair ( -- one row
    told VARCHAR NOT NULL
);

CREATE OR REPLACE TABLE shelf_threads ( -- the longest first
    place INTEGER NOT NULL,
    id    VARCHAR NOT NULL,
    told  VARCHAR NOT NULL USING COMPRESSION 'uncompressed'
);

CREATE OR REPLACE TABLE shelf_moments ( -- in order of time
    place   INTEGER NOT NULL,
    id      VARCHAR NOT NULL,
    "first" VARCHAR,
    "last"  VARCHAR,
    told    VARCHAR NOT NULL USING COMPRESSION 'uncompressed'
);

CREATE OR REPLACE TABLE shelf_figures ( -- by what is counted, the smallest first
    place   INTEGER NOT NULL,
    id      VARCHAR NOT NULL,
    "first" VARCHAR, -- the days for which it can hold
    "last"  VARCHAR,
    told    VARCHAR NOT NULL USING COMPRESSION 'uncompressed'
);

CREATE OR REPLACE TABLE shelf_acts ( -- in order of time
    place   INTEGER NOT NULL,
    id      VARCHAR NOT NULL,
    "first" VARCHAR,
    "last"  VARCHAR,
    told    VARCHAR NOT NULL USING COMPRESSION 'uncompressed'
);

CREATE OR REPLACE TABLE shelf_edges ( -- who acts on whom, the most first
    source      VARCHAR NOT NULL, -- entities.id
    target      VARCHAR NOT NULL,
    "count"     INTEGER NOT NULL,
    types       VARCHAR[] NOT NULL
);

CREATE OR REPLACE TABLE shelf_actors ( -- those with a name first, those of most articles first
    place  INTEGER NOT NULL,
    id     VARCHAR NOT NULL,
    told   VARCHAR NOT NULL USING COMPRESSION 'uncompressed',
    detail VARCHAR NOT NULL USING COMPRESSION 'uncompressed'
);

CREATE OR REPLACE TABLE shelf_coverage ( -- the facts that most articles carry first
    place  INTEGER NOT NULL,
    id     VARCHAR NOT NULL,
    by_day VARCHAR, -- who came out later could have carried it
    told   VARCHAR NOT NULL USING COMPRESSION 'uncompressed'
);

CREATE OR REPLACE TABLE shelf_cells ( -- how an article carries a fact
    fact    INTEGER NOT NULL, -- shelf_coverage.place
    article INTEGER NOT NULL, -- shelf_articles.place
    how     VARCHAR NOT NULL
);

CREATE OR REPLACE TABLE shelf_outlets ( -- by name, those without one last
    place INTEGER NOT NULL,
    id    VARCHAR NOT NULL, -- the outlet, or the uri of an article whose outlet is not known
    told  VARCHAR NOT NULL
);

CREATE OR REPLACE TABLE shelf_stories ( -- the largest first
    place INTEGER NOT NULL,
    id    VARCHAR NOT NULL,
    told  VARCHAR NOT NULL
);

CREATE OR REPLACE TABLE shelf_reprints ( -- the largest first
    place INTEGER NOT NULL,
    id    VARCHAR NOT NULL,
    told  VARCHAR NOT NULL USING COMPRESSION 'uncompressed'
);
