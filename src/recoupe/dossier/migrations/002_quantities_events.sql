-- Figures that are claimed, and who does what to whom.

CREATE TABLE quantities (
    id         VARCHAR NOT NULL,
    article    VARCHAR NOT NULL,
    span       STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR) NOT NULL,
    kind       VARCHAR NOT NULL,
    low        DOUBLE,
    high       DOUBLE,
    "mod"      VARCHAR,
    unit       VARCHAR,
    rate       VARCHAR,
    "of"       STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR),
    claimed_by VARCHAR, -- quotations.id
    claimant   STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR),
    holds      VARCHAR
);

CREATE TABLE events (
    id          VARCHAR NOT NULL,
    article     VARCHAR NOT NULL,
    spans       STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR)[] NOT NULL,
    "trigger"   STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR) NOT NULL,
    "type"      VARCHAR NOT NULL,
    code        VARCHAR NOT NULL,
    status      VARCHAR NOT NULL,
    mode        VARCHAR,
    contexts    VARCHAR[] NOT NULL,
    actors      STRUCT(actor VARCHAR, "name" VARCHAR, span STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR))[] NOT NULL,
    recipients  STRUCT(actor VARCHAR, "name" VARCHAR, span STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR))[] NOT NULL,
    "object"    STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR),
    object_head STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR),
    quantity    VARCHAR, -- quantities.id
    "condition" STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR),
    "date"      VARCHAR,
    place       STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR),
    quotation   VARCHAR, -- quotations.id
    headline    BOOLEAN NOT NULL,
    confidence  DOUBLE NOT NULL
);
