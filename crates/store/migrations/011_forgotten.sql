-- By what a later roster is recognised to name somebody who was forgotten: no names, but a slow hash of each login and of the
-- account's number, with a salt that the database got when it first forgot somebody. How they are hashed stands in `src/recall.rs`.

CREATE TABLE forgotten_salt (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    salt TEXT    NOT NULL                   -- 32 random bytes in hexadecimal
) STRICT;

CREATE TABLE forgotten (
    hash          TEXT    NOT NULL,
    enrollment_id INTEGER NOT NULL REFERENCES enrollment (id),
    PRIMARY KEY (hash, enrollment_id)
) STRICT, WITHOUT ROWID;
