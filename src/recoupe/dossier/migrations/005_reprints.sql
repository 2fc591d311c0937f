-- Which pages carry one dispatch, which lend one another paragraphs, and by what way a statement
-- came to be known. The groups of 003 hold less: they are thrown away and made again.

DROP TABLE reprints;

CREATE TABLE reprints (
    id       VARCHAR NOT NULL,
    original VARCHAR NOT NULL, -- articles.id
    copies   STRUCT(
        article VARCHAR,
        share   DOUBLE,
        changes VARCHAR[],
        kept    STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR)[],
        reasons VARCHAR[],
        cut     STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR)[],
        added   STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR)[],
        edited  STRUCT(
            before     STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR),
            "after"    STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR),
            difference VARCHAR
        )[]
    )[] NOT NULL,
    agency   VARCHAR,
    reasons  VARCHAR[] NOT NULL
);

CREATE TABLE reuses (
    id       VARCHAR NOT NULL,
    source   VARCHAR NOT NULL, -- articles.id
    article  VARCHAR NOT NULL, -- articles.id
    share    DOUBLE NOT NULL,
    passages STRUCT(
        before     STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR),
        "after"    STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR),
        difference VARCHAR
    )[] NOT NULL,
    reasons  VARCHAR[] NOT NULL
);

CREATE TABLE revisions (
    id      VARCHAR NOT NULL,
    uri     VARCHAR NOT NULL,
    older   VARCHAR NOT NULL, -- articles.id
    newer   VARCHAR NOT NULL, -- articles.id
    changes VARCHAR[] NOT NULL,
    cut     STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR)[] NOT NULL,
    added   STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR)[] NOT NULL,
    edited  STRUCT(
        before     STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR),
        "after"    STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR),
        difference VARCHAR
    )[] NOT NULL
);

CREATE TABLE origins (
    quotation VARCHAR NOT NULL, -- quotations.id
    origin    VARCHAR NOT NULL, -- the same for all that came to be known by one way
    "name"    VARCHAR NOT NULL,
    reason    VARCHAR NOT NULL
);

-- What linking keeps of articles and of pairs, so that only new ones are compared.

CREATE TABLE signatures (
    article VARCHAR NOT NULL,
    recipe  VARCHAR NOT NULL, -- how it was made: another recipe, and it is made again
    bands   UINTEGER[] NOT NULL
);

CREATE TABLE article_pairs (
    a        VARCHAR NOT NULL, -- articles.id, less than b
    b        VARCHAR NOT NULL,
    relation VARCHAR, -- copy, reuse, or nothing
    share_a  DOUBLE NOT NULL,
    share_b  DOUBLE NOT NULL,
    alike    DOUBLE NOT NULL,
    reasons  VARCHAR[] NOT NULL
);

INSERT INTO fresh SELECT id FROM articles WHERE id NOT IN (SELECT article FROM fresh);

CREATE TABLE article_origins (
    article VARCHAR NOT NULL,
    origin  VARCHAR NOT NULL,
    "name"  VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL,
    own     VARCHAR NOT NULL, -- the origin and name of what the outlet itself found out
    own_name VARCHAR NOT NULL
);

CREATE TABLE quotation_media (
    quotation VARCHAR NOT NULL,
    article   VARCHAR NOT NULL,
    origin    VARCHAR NOT NULL,
    "name"    VARCHAR NOT NULL,
    reason    VARCHAR NOT NULL
);

CREATE TABLE rerouted (
    quotation VARCHAR NOT NULL -- quotations.id: another origin since the last linking but one
);
