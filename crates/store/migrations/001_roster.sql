-- Who is mentored, by whom, on what and when; and the log of every import.
--
-- Instants are integers: microseconds since 1970 in UTC. STRICT tables then refuse anything else, they compare and sort as
-- numbers without parsing, and they take 8 bytes instead of 20 or more. Windows are half-open, `[from, to)`.
-- Closed lists are stored by their stable names and checked when they are read, so that a new value needs no new table.

CREATE TABLE import (
    id      INTEGER PRIMARY KEY,
    subject TEXT    NOT NULL,               -- roster, activity
    format  TEXT    NOT NULL,
    file    TEXT    NOT NULL,               -- as it was given
    sha256  TEXT    NOT NULL,               -- of the file, lower-case hexadecimal
    at      INTEGER NOT NULL
) STRICT;
CREATE INDEX import_by_hash ON import (subject, sha256);
CREATE INDEX import_by_file ON import (subject, file);

-- What an import changed, one row for each kind of thing.
CREATE TABLE import_count (
    import_id INTEGER NOT NULL REFERENCES import (id),
    noun      TEXT    NOT NULL,
    added     INTEGER NOT NULL,
    changed   INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    removed   INTEGER NOT NULL,
    PRIMARY KEY (import_id, noun)
) STRICT, WITHOUT ROWID;

-- A GitHub account. Until its numeric id is known, its login stands for it.
CREATE TABLE account (
    id           INTEGER PRIMARY KEY,
    login        TEXT    NOT NULL COLLATE NOCASE UNIQUE,
    display_name TEXT,
    github_id    INTEGER UNIQUE,
    node_id      TEXT    UNIQUE
) STRICT;

CREATE TABLE program (
    id             INTEGER PRIMARY KEY,
    key            TEXT    NOT NULL UNIQUE,
    title          TEXT    NOT NULL,
    zone           TEXT    NOT NULL,        -- IANA name
    window_from    INTEGER NOT NULL,
    window_to      INTEGER NOT NULL,
    hours_per_week INTEGER,
    roster_import  INTEGER NOT NULL REFERENCES import (id),
    CHECK (window_from < window_to)
) STRICT;

CREATE TABLE period (
    program_id  INTEGER NOT NULL REFERENCES program (id),
    key         TEXT    NOT NULL,
    position    INTEGER NOT NULL,
    window_from INTEGER NOT NULL,
    window_to   INTEGER NOT NULL,
    due         INTEGER NOT NULL,
    PRIMARY KEY (program_id, key),
    CHECK (window_from < window_to)
) STRICT, WITHOUT ROWID;

-- An enrollment is never deleted: the import whose roster no longer had it is noted instead.
CREATE TABLE enrollment (
    id                INTEGER PRIMARY KEY,
    program_id        INTEGER NOT NULL REFERENCES program (id),
    key               TEXT    NOT NULL,
    position          INTEGER NOT NULL,     -- in the roster
    mentee            TEXT    NOT NULL,     -- as the roster writes it
    account_id        INTEGER REFERENCES account (id),
    unresolved        TEXT,                 -- why `mentee` is no login
    project_title     TEXT    NOT NULL,
    project_name      TEXT,
    project_url       TEXT,
    removed_by_import INTEGER REFERENCES import (id),
    UNIQUE (program_id, key),
    CHECK ((account_id IS NULL) <> (unresolved IS NULL))
) STRICT;
CREATE INDEX enrollment_by_position ON enrollment (program_id, position);
CREATE INDEX enrollment_by_account ON enrollment (account_id);

CREATE TABLE enrollment_mentor (
    enrollment_id INTEGER NOT NULL REFERENCES enrollment (id),
    position      INTEGER NOT NULL,
    mentor        TEXT    NOT NULL,         -- as the roster writes it
    account_id    INTEGER REFERENCES account (id),  -- none where `mentor` is a name and no login
    PRIMARY KEY (enrollment_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX enrollment_mentor_by_account ON enrollment_mentor (account_id);

CREATE TABLE enrollment_scope (
    enrollment_id INTEGER NOT NULL REFERENCES enrollment (id),
    kind          TEXT    NOT NULL,         -- organization, repository, issue
    position      INTEGER NOT NULL,
    value         TEXT    NOT NULL COLLATE NOCASE,
    PRIMARY KEY (enrollment_id, kind, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE enrollment_work (
    enrollment_id INTEGER NOT NULL REFERENCES enrollment (id),
    position      INTEGER NOT NULL,
    kind          TEXT    NOT NULL,
    PRIMARY KEY (enrollment_id, position)
) STRICT, WITHOUT ROWID;

-- Own work windows. The period is named and not referenced: a roster may name one that it doesn't declare, and the check
-- of the roster says so.
CREATE TABLE enrollment_window (
    enrollment_id INTEGER NOT NULL REFERENCES enrollment (id),
    period        TEXT    NOT NULL,
    window_from   INTEGER NOT NULL,
    window_to     INTEGER NOT NULL,
    PRIMARY KEY (enrollment_id, period),
    CHECK (window_from < window_to)
) STRICT, WITHOUT ROWID;
