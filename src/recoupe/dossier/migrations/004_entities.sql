-- What the joining of actors across articles keeps between two linkings.

CREATE TABLE faces ( -- a way in which actors are named: all actors of one face are compared at once
    id       VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    kind     VARCHAR NOT NULL,
    "name"   VARCHAR NOT NULL,
    named    BOOLEAN NOT NULL,
    country  VARCHAR, -- as the article writes it
    gender   VARCHAR,
    acronyms VARCHAR[] NOT NULL, -- other names the article gives that are acronyms
    known    VARCHAR, -- the state, seat, people, body or outlet of the lexicons that it names
    state    VARCHAR, -- the code of its state
    "full"   VARCHAR[] NOT NULL, -- blocks in which it stands as a full name
    short    VARCHAR[] NOT NULL, -- blocks in which it stands as a short form, to be given a full one
    fullness INTEGER NOT NULL, -- how much of a name it gives, to choose the name of an entity
    stands   BOOLEAN NOT NULL, -- a capital or seat that stands for its state
    root     VARCHAR NOT NULL  -- the first face of all that are tied to it by any chain of edges
);

CREATE TABLE actor_keys (
    actor   VARCHAR NOT NULL, -- actors.id
    article VARCHAR NOT NULL, -- articles.id
    face    VARCHAR NOT NULL, -- faces.id
    "first" INTEGER, -- days since 1970 on which its article appeared, from first to last
    "last"  INTEGER,
    offices VARCHAR[] NOT NULL, -- what its roles say, and of which state
    around  VARCHAR, -- for a body without a state: that which its article names most
    unit    VARCHAR NOT NULL -- face, days and offices: what the joining of a short form looks at
);

CREATE TABLE face_edges ( -- two full faces of one block that are one actor
    block   VARCHAR NOT NULL,
    a       VARCHAR NOT NULL, -- faces.id
    b       VARCHAR NOT NULL, -- faces.id
    score   DOUBLE NOT NULL,
    reasons VARCHAR[] NOT NULL
);

CREATE TABLE unit_links ( -- a short form given to a full one (a face), or grouped with its like
    block   VARCHAR NOT NULL,
    unit    VARCHAR NOT NULL,
    face    VARCHAR, -- faces.id
    "group" VARCHAR,
    score   DOUBLE NOT NULL,
    reasons VARCHAR[] NOT NULL
);

CREATE TABLE memberships ( -- each actor of a latest article with its entity
    actor   VARCHAR NOT NULL, -- actors.id
    entity  VARCHAR NOT NULL, -- entities.id
    score   DOUBLE NOT NULL,
    reasons VARCHAR[] NOT NULL
);

CREATE TABLE moved ( -- actors of articles not fresh whose entity changed in the last linking
    actor VARCHAR NOT NULL -- actors.id
);

CREATE TABLE main_language ( -- that of most articles: entities are named in it
    language VARCHAR NOT NULL
);
