-- What came in, run by run, and what became of it: pages = new + changed + unchanged + repeated + failed.

CREATE TABLE runs (
    number    INTEGER NOT NULL, -- 1 for the first run; 0 for all that was before runs were kept
    made      VARCHAR NOT NULL, -- in UTC, in ISO form
    recoupe   VARCHAR NOT NULL, -- its version
    inputs    VARCHAR[] NOT NULL, -- as they were named
    pages     BIGINT NOT NULL,
    "new"     BIGINT NOT NULL, -- articles at an address that was not known
    changed   BIGINT NOT NULL, -- another text at a known address
    unchanged BIGINT NOT NULL, -- articles that were there
    repeated  BIGINT NOT NULL, -- address and text of another page of the run
    failed    BIGINT NOT NULL -- pages that could not be read
);

INSERT INTO runs
SELECT 0, '', '', [], a."all" + f.failed, a.addresses, a."all" - a.addresses, 0, 0, f.failed
FROM (SELECT count(*) AS "all", count(DISTINCT uri) AS addresses FROM articles) a,
    (SELECT count(*) AS failed FROM failures) f
WHERE a."all" + f.failed > 0;

-- Conclusions of an older recoupe are drawn again, from all articles.
INSERT INTO fresh SELECT id FROM articles WHERE id NOT IN (SELECT article FROM fresh);
