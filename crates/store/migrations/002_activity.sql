-- What people did on GitHub, and how much of it was seen.

CREATE TABLE repository (
    id   INTEGER PRIMARY KEY,
    name TEXT    NOT NULL COLLATE NOCASE UNIQUE     -- owner/name
) STRICT;

-- A GitHub object. Its node id identifies it where that is known, else its URL.
CREATE TABLE item (
    id            INTEGER PRIMARY KEY,
    url           TEXT    NOT NULL UNIQUE,          -- canonical
    node_id       TEXT    UNIQUE,
    kind          TEXT    NOT NULL,
    repository_id INTEGER NOT NULL REFERENCES repository (id),
    title         TEXT
) STRICT;

-- Further URLs of an item, from before its repository was renamed or moved.
CREATE TABLE item_alias (
    url     TEXT    NOT NULL PRIMARY KEY,
    item_id INTEGER NOT NULL REFERENCES item (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_alias_by_item ON item_alias (item_id);

-- One act by one person on one item. Its date is an instant, or the window in which it lies.
-- Clustered by account, so that one person's record is read in one sweep.
CREATE TABLE contribution (
    account_id  INTEGER NOT NULL REFERENCES account (id),
    item_id     INTEGER NOT NULL REFERENCES item (id),
    act         TEXT    NOT NULL,
    role        TEXT    NOT NULL,
    at          INTEGER,
    within_from INTEGER,
    within_to   INTEGER,
    PRIMARY KEY (account_id, item_id, act, role),
    CHECK ((at IS NULL) = (within_from IS NOT NULL)),
    CHECK ((within_from IS NULL) = (within_to IS NULL)),
    CHECK (within_from < within_to)
) STRICT, WITHOUT ROWID;
CREATE INDEX contribution_by_item ON contribution (item_id);

CREATE TABLE commit_tally (
    account_id    INTEGER NOT NULL REFERENCES account (id),
    repository_id INTEGER NOT NULL REFERENCES repository (id),
    window_from   INTEGER NOT NULL,
    window_to     INTEGER NOT NULL,
    commits       INTEGER NOT NULL,
    PRIMARY KEY (account_id, repository_id, window_from, window_to),
    CHECK (window_from < window_to)
) STRICT, WITHOUT ROWID;
CREATE INDEX commit_tally_by_repository ON commit_tally (repository_id);

CREATE TABLE coverage (
    account_id  INTEGER NOT NULL REFERENCES account (id),
    stream      TEXT    NOT NULL,
    window_from INTEGER NOT NULL,
    window_to   INTEGER NOT NULL,
    state       TEXT    NOT NULL,
    reason      TEXT,                               -- none where the state is complete
    PRIMARY KEY (account_id, stream, window_from, window_to),
    CHECK (window_from < window_to)
) STRICT, WITHOUT ROWID;

CREATE TABLE hidden_activity (
    account_id  INTEGER NOT NULL REFERENCES account (id),
    window_from INTEGER NOT NULL,
    window_to   INTEGER NOT NULL,
    why         TEXT    NOT NULL,
    PRIMARY KEY (account_id, window_from, window_to),
    CHECK (window_from < window_to)
) STRICT, WITHOUT ROWID;

-- Answers that name nobody. The program is named and not referenced: activity may arrive before the roster.
CREATE TABLE unattributed (
    program     TEXT    NOT NULL,
    window_from INTEGER NOT NULL,
    window_to   INTEGER NOT NULL,
    file        TEXT    NOT NULL,
    line        INTEGER NOT NULL,
    PRIMARY KEY (program, window_from, window_to, file, line),
    CHECK (window_from < window_to)
) STRICT, WITHOUT ROWID;
