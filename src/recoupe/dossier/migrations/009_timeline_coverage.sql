-- The course of an affair, and which article carries what.

CREATE TABLE moments (
    id       VARCHAR NOT NULL,
    kind     VARCHAR NOT NULL,
    "date"   VARCHAR,
    "first"  VARCHAR,
    "last"   VARCHAR,
    who      VARCHAR,
    label    VARCHAR NOT NULL,
    items    VARCHAR[] NOT NULL, -- utterances.id or events.id
    articles VARCHAR[] NOT NULL,
    passages STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR)[] NOT NULL
);

CREATE TABLE coverage (
    id       VARCHAR NOT NULL,
    kind     VARCHAR NOT NULL,
    label    VARCHAR NOT NULL,
    "date"   VARCHAR,
    "last"   VARCHAR, -- the last day on which it can have been said or done
    items    VARCHAR[] NOT NULL, -- utterances.id, events.id or quantities.id
    carried  STRUCT(article VARCHAR, how VARCHAR)[] NOT NULL
);
