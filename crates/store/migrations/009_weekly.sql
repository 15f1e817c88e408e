-- What the weekly run did, so that one that died goes on, and nobody is told the same twice. No name of anybody is in any of this.

-- The report of a program for a week of the calendar: until when it tells, and the snapshot that it rests on.
CREATE TABLE week (
    program  TEXT    NOT NULL,              -- its key
    week     TEXT    NOT NULL,              -- like 2026-W15, in the program's zone
    at       INTEGER NOT NULL,
    snapshot TEXT    NOT NULL REFERENCES snapshot (id),
    settled  INTEGER NOT NULL CHECK (settled IN (0, 1)),  -- 0 where something before it failed, so that it is made anew
    troubles TEXT    NOT NULL,              -- what did not work before it, a line each
    PRIMARY KEY (program, week)
) STRICT, WITHOUT ROWID;

-- What a channel was told: one row for each message, from before the first part of it is sent.
CREATE TABLE delivery (
    channel TEXT    NOT NULL,
    message TEXT    NOT NULL,               -- its key
    state   TEXT    NOT NULL,               -- begun, done, uncertain
    digest  TEXT    NOT NULL,               -- SHA-256 of what is sent, lower-case hexadecimal
    places  TEXT    NOT NULL,               -- where its parts stand, a line each; empty where a channel has no places
    at      INTEGER NOT NULL,
    PRIMARY KEY (channel, message)
) STRICT, WITHOUT ROWID;

-- Until when a channel was told everything that a program's calendar asks for.
CREATE TABLE reminded (
    channel TEXT    NOT NULL,
    program TEXT    NOT NULL,
    until   INTEGER NOT NULL,
    PRIMARY KEY (channel, program)
) STRICT, WITHOUT ROWID;

-- The steps of weekly runs that failed, until they succeed.
CREATE TABLE trouble (
    step  TEXT    NOT NULL PRIMARY KEY,
    says  TEXT    NOT NULL,
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
