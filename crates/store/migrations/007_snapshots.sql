-- What a program was assessed on at an instant, so that the same can be shown again.
--
-- A snapshot's id is the SHA-256 of its text, so that nobody can change one and keep its id. It holds names: forgetting somebody
-- deletes the text, and the id with program, period and instant stays.

CREATE TABLE snapshot (
    id      TEXT    NOT NULL PRIMARY KEY,       -- lower-case hexadecimal
    program TEXT    NOT NULL,                   -- its key; a snapshot may come from another database
    period  TEXT    NOT NULL,
    at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot_body (
    snapshot TEXT NOT NULL PRIMARY KEY REFERENCES snapshot (id),
    body     BLOB NOT NULL                      -- the text, compressed with gzip
) STRICT;

CREATE TRIGGER snapshot_is_never_edited BEFORE UPDATE ON snapshot
BEGIN SELECT RAISE(ABORT, 'a snapshot is never edited'); END;

CREATE TRIGGER snapshot_is_never_deleted BEFORE DELETE ON snapshot
BEGIN SELECT RAISE(ABORT, 'that there was a snapshot is never deleted'); END;

CREATE TRIGGER snapshot_body_is_never_edited BEFORE UPDATE ON snapshot_body
BEGIN SELECT RAISE(ABORT, 'the text of a snapshot is never edited'); END;
