-- What readers say against the machine (corrections), and what follows from it. The tables
-- corrected_* hold whole rows that stand in place of the machine's own, which are not touched; the
-- views current_* are what everything reads that comes after the step that found the row.

CREATE TABLE corrections (
    id        VARCHAR NOT NULL,
    kind      VARCHAR NOT NULL,
    items     VARCHAR[] NOT NULL, -- actors.id, quotations.id or discrepancies.id
    passages  STRUCT(article VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR)[] NOT NULL,
    who       VARCHAR NOT NULL,
    made      VARCHAR NOT NULL,
    "value"   VARCHAR,
    actor     VARCHAR, -- actors.id
    reason    VARCHAR,
    undone    VARCHAR,
    undone_by VARCHAR
);

CREATE TABLE corrected_quotations AS FROM quotations LIMIT 0;
CREATE TABLE corrected_memberships AS FROM memberships LIMIT 0;
CREATE TABLE corrected_entities AS FROM entities LIMIT 0;
CREATE TABLE corrected_utterances AS FROM utterances LIMIT 0;
CREATE TABLE replaced_entities (id VARCHAR NOT NULL, "now" VARCHAR NOT NULL); -- entities.id, and where it went
CREATE TABLE replaced_utterances (id VARCHAR NOT NULL, "now" VARCHAR NOT NULL);
CREATE TABLE dismissed_discrepancies (id VARCHAR NOT NULL);

CREATE OR REPLACE VIEW current_quotations AS
    SELECT * FROM quotations WHERE id NOT IN (SELECT id FROM corrected_quotations)
    UNION ALL BY NAME FROM corrected_quotations;

CREATE OR REPLACE VIEW current_memberships AS
    SELECT * FROM memberships WHERE actor NOT IN (SELECT actor FROM corrected_memberships)
    UNION ALL BY NAME FROM corrected_memberships;

CREATE OR REPLACE VIEW current_entities AS
    SELECT * FROM entities WHERE id NOT IN (SELECT id FROM replaced_entities)
    UNION ALL BY NAME FROM corrected_entities;

CREATE OR REPLACE VIEW current_utterances AS
    SELECT * FROM utterances WHERE id NOT IN (SELECT id FROM replaced_utterances)
    UNION ALL BY NAME FROM corrected_utterances;

CREATE OR REPLACE VIEW current_discrepancies AS
    SELECT * FROM discrepancies WHERE id NOT IN (SELECT id FROM dismissed_discrepancies);
