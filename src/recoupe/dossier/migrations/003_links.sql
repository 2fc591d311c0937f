-- What articles tell together. These tables hold conclusions only: they are reckoned from the tables
-- of the readings and can be thrown away and made again.

CREATE TABLE fresh (
    article VARCHAR NOT NULL -- articles.id: read, read again or superseded since the last linking
);
INSERT INTO fresh SELECT id FROM articles;

CREATE TABLE entities (
    id         VARCHAR NOT NULL,
    "name"     VARCHAR NOT NULL,
    kind       VARCHAR NOT NULL,
    named      BOOLEAN NOT NULL,
    country    VARCHAR,
    aliases    VARCHAR[] NOT NULL,
    members    STRUCT(id VARCHAR, score DOUBLE, reasons VARCHAR[])[] NOT NULL, -- actors.id
    stands_for VARCHAR -- entities.id
);

CREATE TABLE reprints (
    id       VARCHAR NOT NULL,
    original VARCHAR NOT NULL, -- articles.id
    copies   STRUCT(article VARCHAR, share DOUBLE, changes VARCHAR[], kept STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR)[], reasons VARCHAR[])[] NOT NULL,
    agency   VARCHAR,
    reasons  VARCHAR[] NOT NULL
);

CREATE TABLE utterances (
    id           VARCHAR NOT NULL,
    speaker      VARCHAR, -- entities.id
    speaker_name VARCHAR,
    said         STRUCT("value" VARCHAR, basis VARCHAR) NOT NULL,
    members      STRUCT(id VARCHAR, score DOUBLE, reasons VARCHAR[])[] NOT NULL, -- quotations.id
    summaries    VARCHAR[] NOT NULL,
    fullest      VARCHAR,
    earliest     VARCHAR,
    articles     VARCHAR[] NOT NULL,
    origins      INTEGER NOT NULL,
    origin_names VARCHAR[] NOT NULL,
    shared       VARCHAR[] NOT NULL,
    variants     STRUCT(a VARCHAR, b VARCHAR, difference VARCHAR)[] NOT NULL
);

CREATE TABLE discrepancies (
    id         VARCHAR NOT NULL,
    kind       VARCHAR NOT NULL,
    about      VARCHAR NOT NULL,
    passages   STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR)[] NOT NULL,
    note       VARCHAR NOT NULL,
    weight     DOUBLE NOT NULL,
    compatible BOOLEAN NOT NULL,
    utterance  VARCHAR -- utterances.id
);

CREATE TABLE stories (
    id      VARCHAR NOT NULL,
    title   VARCHAR NOT NULL,
    members STRUCT(id VARCHAR, score DOUBLE, reasons VARCHAR[])[] NOT NULL, -- articles.id
    "first" VARCHAR,
    "last"  VARCHAR
);

CREATE TABLE threads (
    id       VARCHAR NOT NULL,
    "object" VARCHAR NOT NULL,
    steps    STRUCT(
        item    VARCHAR,
        passage STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR),
        also    STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR)[],
        "type"  VARCHAR,
        status  VARCHAR,
        "date"  VARCHAR,
        "by"    VARCHAR,
        who     VARCHAR,
        source  VARCHAR
    )[] NOT NULL,
    state    VARCHAR NOT NULL,
    kind     VARCHAR NOT NULL,
    story    VARCHAR, -- stories.id
    parties  VARCHAR[] NOT NULL
);
