-- Where accounts of one thing differ: what single articles say that others may say differently.

CREATE TABLE account_marks (
    article VARCHAR NOT NULL,
    kind    VARCHAR NOT NULL,   -- loaded, scale, degree, figure, rank, twin
    line    VARCHAR NOT NULL,   -- what must be the same in two accounts to be compared
    "value" VARCHAR NOT NULL,   -- what differs where they differ
    "start" INTEGER NOT NULL,   -- the words that carry it
    "end"   INTEGER NOT NULL,
    "first" INTEGER NOT NULL,   -- the sentence they stand in
    "last"  INTEGER NOT NULL,
    voice   VARCHAR NOT NULL,   -- whose words they are: '' for the narrator, '?' where not known
    context VARCHAR[] NOT NULL, -- beginnings of the words around, by which accounts meet
    headline BOOLEAN NOT NULL   -- it stands in a title, lead or heading
);

CREATE TABLE discrepancy_units (
    story   VARCHAR NOT NULL, -- stories.id
    "state" VARCHAR NOT NULL  -- of what the discrepancies of the story were reckoned from
);

CREATE TABLE discrepancies_found (
    story      VARCHAR NOT NULL, -- stories.id
    id         VARCHAR NOT NULL,
    kind       VARCHAR NOT NULL,
    about      VARCHAR NOT NULL,
    passages   STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR)[] NOT NULL,
    note       VARCHAR NOT NULL,
    weight     DOUBLE NOT NULL,
    compatible BOOLEAN NOT NULL,
    utterance  VARCHAR,
    words      STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR)[] NOT NULL
);

ALTER TABLE discrepancies ADD COLUMN words STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR)[];
