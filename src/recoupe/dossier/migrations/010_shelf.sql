-- What readers are handed: views over which human corrections can be laid, and the shelf, a copy of
-- the conclusions in the order and form in which pages show them. The shelf is made anew from the
-- other tables (dossier/shelf); nothing else may be kept in it.

CREATE VIEW current_quotations AS SELECT * FROM quotations;
CREATE VIEW current_memberships AS SELECT * FROM memberships;
CREATE VIEW current_entities AS SELECT * FROM entities;
CREATE VIEW current_utterances AS SELECT * FROM utterances;
CREATE VIEW current_discrepancies AS SELECT * FROM discrepancies;

CREATE TABLE shelf_stamp (
    "value" VARCHAR NOT NULL, -- the same only where the dossier holds the same
    recipe  INTEGER NOT NULL  -- how the shelf was made: another recipe, and it is made again
);

CREATE TYPE head AS STRUCT( -- of an article
    id VARCHAR, uri VARCHAR, title VARCHAR, outlet VARCHAR, "language" VARCHAR,
    published STRUCT("value" VARCHAR, basis VARCHAR, updated VARCHAR, earliest VARCHAR, latest VARCHAR),
    newest BOOLEAN
);

CREATE TYPE placed AS STRUCT( -- a passage with its article and what stands around it
    id VARCHAR, article head, "start" INTEGER, "end" INTEGER, "text" VARCHAR, "before" VARCHAR,
    "after" VARCHAR
);

CREATE TABLE shelf_articles ( -- all versions, those without a date last
    place      INTEGER NOT NULL,
    id         VARCHAR NOT NULL,
    head       head NOT NULL,
    version    INTEGER NOT NULL,
    latest     BOOLEAN NOT NULL,
    outlet     VARCHAR NOT NULL, -- its uri where the outlet is not known
    "language" VARCHAR NOT NULL,
    "first"    VARCHAR, -- the days on which it can have come out
    "last"     VARCHAR,
    story      VARCHAR, -- stories.id
    original   VARCHAR, -- articles.id: the page of which it is a copy
    quotations INTEGER NOT NULL,
    events     INTEGER NOT NULL,
    figures    INTEGER NOT NULL
);

CREATE TABLE shelf_utterances ( -- in the order in which they were said, those without a day last
    place        INTEGER NOT NULL,
    id           VARCHAR NOT NULL,
    speaker      VARCHAR, -- entities.id
    speaker_name VARCHAR,
    "role"       VARCHAR,
    said         STRUCT("value" VARCHAR, basis VARCHAR) NOT NULL,
    "first"      VARCHAR, -- the days on which it can have been said
    "last"       VARCHAR,
    channel      VARCHAR,
    kind         VARCHAR NOT NULL,
    passages     placed[] NOT NULL, -- of the fullest wording
    wordings     INTEGER NOT NULL,
    accounts     INTEGER NOT NULL,
    origins      INTEGER NOT NULL,
    origin_names VARCHAR[] NOT NULL,
    kinds        VARCHAR[] NOT NULL,
    sides        VARCHAR[] NOT NULL, -- shelf_sides.side
    outlets      VARCHAR[] NOT NULL,
    languages    VARCHAR[] NOT NULL,
    articles     VARCHAR[] NOT NULL
);

CREATE TABLE shelf_members ( -- every quotation with its utterance
    place     INTEGER NOT NULL, -- shelf_utterances.place
    utterance VARCHAR NOT NULL,
    quotation VARCHAR NOT NULL,
    article   VARCHAR NOT NULL
);

CREATE TABLE shelf_sides ( -- states and institutions that somebody speaks for
    side       VARCHAR NOT NULL, -- state: or body: and its name, folded
    "name"     VARCHAR NOT NULL,
    utterances INTEGER NOT NULL
);

CREATE TABLE shelf_discrepancies ( -- the weightiest first
    place      INTEGER NOT NULL,
    id         VARCHAR NOT NULL,
    kind       VARCHAR NOT NULL,
    about      VARCHAR NOT NULL,
    note       VARCHAR NOT NULL,
    weight     DOUBLE NOT NULL,
    compatible BOOLEAN NOT NULL,
    utterance  VARCHAR, -- utterances.id
    passages   placed[] NOT NULL,
    words      STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR)[] NOT NULL
);
