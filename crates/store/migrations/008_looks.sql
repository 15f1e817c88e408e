-- What looks at pieces of evidence came to: of each piece the latest. Nothing is decided by them, so that they are no entries of
-- the ledger; and they hold names, so that they go when the mentee is forgotten whose evidence it is.

-- Whether the URL could be reached.
CREATE TABLE look (
    evidence INTEGER PRIMARY KEY REFERENCES ledger (id),
    at       INTEGER NOT NULL,
    result   TEXT    NOT NULL,
    status   INTEGER,                           -- of HTTP
    why      TEXT                               -- of a refusal, or of a connection that did not come about
) STRICT;

-- What a design tool said of the file.
CREATE TABLE design (
    evidence        INTEGER PRIMARY KEY REFERENCES ledger (id),
    at              INTEGER NOT NULL,
    window_from     INTEGER NOT NULL,           -- what was asked for
    window_to       INTEGER NOT NULL,
    versions        TEXT    NOT NULL,           -- state of the coverage
    versions_reason TEXT,
    comments        TEXT    NOT NULL,
    comments_reason TEXT,
    CHECK (window_from < window_to)
) STRICT;

CREATE TABLE design_act (
    evidence INTEGER NOT NULL REFERENCES design (evidence),
    position INTEGER NOT NULL,                  -- from 0, in the order of time
    at       INTEGER NOT NULL,
    act      TEXT    NOT NULL,
    account  TEXT,                              -- what the tool calls who did it; NULL where it names nobody
    handle   TEXT,                              -- their name there
    label    TEXT,                              -- the name of a version
    PRIMARY KEY (evidence, position),
    CHECK ((account IS NULL) = (handle IS NULL))
) STRICT, WITHOUT ROWID;
