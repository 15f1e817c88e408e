-- What people did about the agreement: one list that only grows, in which each entry holds the hash of the one before.
--
-- Names, reasons and URLs are apart from it: a list that no entry can be taken out of would keep them for ever. An entry holds
-- only the hash of its personal part, mixed with a salt, so that nobody can guess the part from the hash once it is erased.
-- How entries are hashed stands in `src/chain.rs`. The columns of `ledger`, in this order and without the last, are what is hashed.

CREATE TABLE ledger (
    id              INTEGER PRIMARY KEY,            -- from 1 without gaps
    previous        TEXT    NOT NULL,               -- hash of the entry before; zeros in the first
    at              INTEGER NOT NULL,
    role            TEXT    NOT NULL,
    deed            TEXT    NOT NULL,
    program         TEXT    NOT NULL,               -- its key
    subject         INTEGER NOT NULL REFERENCES enrollment (id),
    period          TEXT,
    refers_to       INTEGER REFERENCES ledger (id),
    verdict         TEXT,
    kind            TEXT,                           -- of evidence
    hours           INTEGER,                        -- that the evidence took
    done            INTEGER,                        -- when the work was done that the evidence is of
    window_from     INTEGER,                        -- of a period that is extended
    window_to       INTEGER,
    due             INTEGER,
    criterion       TEXT,                           -- of the policy, that a dispute names
    answer_by       INTEGER,
    standing_before TEXT,
    standing_after  TEXT,
    inputs          TEXT,                           -- SHA-256 of what was assessed
    personal        TEXT    NOT NULL,               -- hash of the personal part
    hash            TEXT    NOT NULL,               -- of everything before it
    CHECK (refers_to < id),
    CHECK (window_from < window_to)
) STRICT;
CREATE INDEX ledger_by_program ON ledger (program);
CREATE INDEX ledger_by_subject ON ledger (subject);
CREATE INDEX ledger_of_extensions ON ledger (program) WHERE deed = 'extend';

-- The personal part of an entry, until its subject is forgotten.
CREATE TABLE ledger_personal (
    entry INTEGER PRIMARY KEY REFERENCES ledger (id),
    salt  TEXT    NOT NULL,                         -- 32 random bytes in hexadecimal
    body  TEXT    NOT NULL                          -- JSON
) STRICT;

-- How many entries there are, and the hash of the last.
CREATE TABLE ledger_head (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    entries INTEGER NOT NULL,
    hash    TEXT    NOT NULL
) STRICT;
INSERT INTO ledger_head (id, entries, hash)
    VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- Who mentors an enrollment or did, as rosters wrote it, noted when a roster replaces another: what somebody did as a mentor counts
-- although they are none any more.
CREATE TABLE former_mentor (
    enrollment_id INTEGER NOT NULL REFERENCES enrollment (id),
    mentor        TEXT    NOT NULL COLLATE NOCASE,
    is_login      INTEGER NOT NULL,
    PRIMARY KEY (enrollment_id, mentor)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ledger_is_never_edited BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is never edited'); END;

CREATE TRIGGER ledger_is_never_shortened BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is never deleted'); END;

-- Also against `INSERT OR REPLACE`, which deletes without asking.
CREATE TRIGGER ledger_grows_at_its_end BEFORE INSERT ON ledger
WHEN NOT EXISTS (SELECT 1 FROM ledger_head WHERE NEW.id = entries + 1 AND NEW.previous = hash)
BEGIN SELECT RAISE(ABORT, 'an entry of the ledger follows the last one'); END;

CREATE TRIGGER ledger_moves_its_head AFTER INSERT ON ledger
BEGIN UPDATE ledger_head SET entries = NEW.id, hash = NEW.hash; END;

CREATE TRIGGER ledger_head_is_the_last_entry BEFORE UPDATE ON ledger_head
WHEN NEW.entries <> OLD.entries + 1
    OR NOT EXISTS (SELECT 1 FROM ledger WHERE ledger.id = NEW.entries AND ledger.hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'the head of the ledger is its last entry'); END;

CREATE TRIGGER ledger_head_stays BEFORE DELETE ON ledger_head
BEGIN SELECT RAISE(ABORT, 'the head of the ledger is never deleted'); END;

CREATE TRIGGER ledger_head_is_one BEFORE INSERT ON ledger_head
BEGIN SELECT RAISE(ABORT, 'the ledger has one head'); END;

CREATE TRIGGER ledger_personal_is_never_edited BEFORE UPDATE ON ledger_personal
BEGIN SELECT RAISE(ABORT, 'the personal part of an entry is never edited'); END;

CREATE TRIGGER ledger_personal_comes_with_its_entry BEFORE INSERT ON ledger_personal
WHEN NEW.entry <> (SELECT entries FROM ledger_head)
    OR EXISTS (SELECT 1 FROM ledger_personal WHERE entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'the personal part of an entry comes with it'); END;

CREATE TRIGGER ledger_personal_goes_by_forgetting BEFORE DELETE ON ledger_personal
WHEN NOT EXISTS (
    SELECT 1 FROM ledger AS own JOIN ledger AS later ON later.subject = own.subject AND later.id > own.id
    WHERE own.id = OLD.entry AND later.deed = 'forget')
BEGIN SELECT RAISE(ABORT, 'the personal part of an entry is deleted where its subject is forgotten'); END;
