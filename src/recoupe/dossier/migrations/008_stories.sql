-- What stories are told by: the telling words of each article, and how alike two articles are.

CREATE TABLE story_terms (
    article  VARCHAR NOT NULL,
    term     VARCHAR NOT NULL,
    is_name  BOOLEAN NOT NULL,
    weight   DOUBLE NOT NULL, -- the squares of one article's weights add up to at most 1
    place    INTEGER NOT NULL -- 0 for the weightiest of the article
);

CREATE TABLE story_pairs (
    a      VARCHAR NOT NULL, -- articles.id, less than b
    b      VARCHAR NOT NULL,
    alike  DOUBLE NOT NULL,  -- cosine of the two articles' weights
    names  DOUBLE NOT NULL   -- the part of it that names bring
);
