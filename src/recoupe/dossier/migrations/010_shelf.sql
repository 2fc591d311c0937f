-- Conclusions as they stand now: views over which human corrections can be laid. What readers page
-- through, the shelf, is a copy made from them by dossier/shelf, which also makes its tables.

CREATE VIEW current_quotations AS SELECT * FROM quotations;
CREATE VIEW current_memberships AS SELECT * FROM memberships;
CREATE VIEW current_entities AS SELECT * FROM entities;
CREATE VIEW current_utterances AS SELECT * FROM utterances;
CREATE VIEW current_discrepancies AS SELECT * FROM discrepancies;

CREATE TABLE shelf_stamp (
    "value" VARCHAR NOT NULL, -- the same only where the dossier holds the same
    recipe  INTEGER NOT NULL  -- how the shelf was made: another recipe, and it is made again
);
