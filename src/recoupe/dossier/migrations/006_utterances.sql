-- What joining quotations keeps between two linkings. Conclusions, like the tables of 003.

CREATE TABLE wordings ( -- one speaker's words at one time, in however many articles they stand
    id           VARCHAR NOT NULL,
    language     VARCHAR NOT NULL,
    "text"       VARCHAR NOT NULL,
    voice        VARCHAR NOT NULL, -- who speaks: an entity, or a name or description, folded
    person       BOOLEAN NOT NULL,
    bodies       VARCHAR[] NOT NULL, -- states and institutions he speaks for, or it is
    speaker_name VARCHAR NOT NULL,
    "first"      DATE, -- said between these days
    "last"       DATE,
    told         BOOLEAN NOT NULL, -- the text dates it; else the publication does
    headline     BOOLEAN NOT NULL,
    direct       BOOLEAN NOT NULL,
    channel      VARCHAR,
    "keys"       UBIGINT[] NOT NULL, -- two wordings that share one are compared
    "days"       UBIGINT[] NOT NULL -- keys of who speaks on which day
);

CREATE TABLE statements ( -- which wording a quotation is
    quotation VARCHAR NOT NULL,
    article   VARCHAR NOT NULL,
    wording   VARCHAR NOT NULL,
    parent    VARCHAR, -- quotations.id
    speaker   VARCHAR -- entities.id
);

CREATE TABLE wording_pairs ( -- pairs of wordings that are alike: one statement, or told apart
    a       VARCHAR NOT NULL,
    b       VARCHAR NOT NULL,
    joined  BOOLEAN NOT NULL,
    score   DOUBLE NOT NULL,
    part_a  INTEGER NOT NULL, -- which clause of a
    part_b  INTEGER NOT NULL,
    reasons VARCHAR[] NOT NULL,
    apart   VARCHAR
);

CREATE TABLE wording_vectors ( -- the meaning of each clause of a wording, where an encoder is
    wording  VARCHAR NOT NULL,
    part     INTEGER NOT NULL, -- which clause
    "vector" FLOAT[512] NOT NULL
);
