-- What is read from pages. A column is named after the field of the record it keeps (records.py).
-- Ids are hashes, kept unique by the writer, which replaces all rows of an article it reads again.

CREATE TABLE articles (
    id        VARCHAR NOT NULL,
    uri       VARCHAR NOT NULL,
    version   INTEGER NOT NULL, -- 1 for the first text seen at this uri, 2 for the next one
    latest    BOOLEAN NOT NULL, -- true for the text of this uri that was read last
    "text"    VARCHAR NOT NULL,
    zones     STRUCT("start" INTEGER, "end" INTEGER, kind VARCHAR)[] NOT NULL,
    published STRUCT("value" VARCHAR, basis VARCHAR, updated VARCHAR, earliest VARCHAR, latest VARCHAR) NOT NULL,
    language  VARCHAR NOT NULL,
    title     STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR),
    outlet    VARCHAR,
    byline    VARCHAR,
    credits   VARCHAR[] NOT NULL
);

CREATE TABLE actors (
    id       VARCHAR NOT NULL,
    article  VARCHAR NOT NULL,
    name     VARCHAR NOT NULL,
    kind     VARCHAR NOT NULL,
    named    BOOLEAN NOT NULL,
    country  VARCHAR,
    aliases  VARCHAR[] NOT NULL,
    roles    STRUCT("role" VARCHAR, span STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR))[] NOT NULL,
    mentions STRUCT(
        span    STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR),
        head    VARCHAR,
        kind    VARCHAR,
        "name"  VARCHAR,
        "role"  STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR),
        gender  VARCHAR,
        number  VARCHAR,
        country VARCHAR
    )[] NOT NULL,
    gender   VARCHAR,
    number   VARCHAR
);

CREATE TABLE quotations (
    id           VARCHAR NOT NULL,
    article      VARCHAR NOT NULL,
    kind         VARCHAR NOT NULL,
    content      STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR)[] NOT NULL,
    cue          STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR),
    source       STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR),
    speaker      VARCHAR, -- actors.id
    speaker_name VARCHAR,
    "role"       VARCHAR,
    channel      VARCHAR,
    relay        VARCHAR,
    said         STRUCT("value" VARCHAR, basis VARCHAR) NOT NULL,
    headline     BOOLEAN NOT NULL,
    parent       VARCHAR, -- quotations.id
    confidence   DOUBLE NOT NULL
);

CREATE TABLE times (
    id      VARCHAR NOT NULL,
    article VARCHAR NOT NULL,
    span    STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR) NOT NULL,
    "type"  VARCHAR NOT NULL,
    "value" VARCHAR NOT NULL,
    basis   VARCHAR NOT NULL,
    "mod"   VARCHAR
);

CREATE TABLE failures (
    uri    VARCHAR NOT NULL,
    stage  VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);
