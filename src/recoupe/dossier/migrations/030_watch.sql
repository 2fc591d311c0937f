-- What 'recoupe watch' keeps between two polls. It lies in the dossier, and is written with the pages
-- it is about, so that the two can never disagree.

CREATE TABLE watch_lists ( -- feeds, lists of feeds and sitemaps, as they were when last read
    address  VARCHAR NOT NULL,
    etag     VARCHAR,
    modified VARCHAR,
    lists    VARCHAR[] NOT NULL -- addresses of the lists it names
);

CREATE TABLE watch_pages ( -- every page that a list has named
    uri      VARCHAR NOT NULL, -- as articles.uri
    address  VARCHAR NOT NULL, -- as its list writes it
    title    VARCHAR,
    "date"   VARCHAR,
    stamp    VARCHAR, -- when it last changed, as far as a list has told
    html     VARCHAR, -- the text its list carries, while the page is waited for
    source   VARCHAR,
    "state"  VARCHAR NOT NULL, -- waiting, read, failed
    tries    INTEGER NOT NULL,
    etag     VARCHAR,
    modified VARCHAR,
    note     VARCHAR -- why the text is that of its list, or why the page cannot be had
);

CREATE TABLE watch_hosts ( -- hosts that want to be left alone
    host  VARCHAR NOT NULL,
    until DOUBLE NOT NULL -- seconds since 1970
);

CREATE TABLE watch_reports ( -- what a poll has found that was not there before
    id       VARCHAR NOT NULL,
    place    INTEGER NOT NULL, -- the order in which it was found
    told     VARCHAR NOT NULL, -- the report, as JSON
    reported BOOLEAN NOT NULL -- it was written out, or acknowledged by who was sent it
);
