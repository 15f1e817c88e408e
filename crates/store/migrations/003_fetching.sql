-- Who is who on GitHub, what second sources say, and what the fetcher notes for itself.

-- A GitHub account: its numeric id, and its login now. It has no login where somebody else was seen with its last one.
-- Until its numeric id is known, its login stands for it.
-- Made anew, because a column that must have a value can't be loosened. References to it are kept by its name.
CREATE TABLE account_003 (
    id           INTEGER PRIMARY KEY,
    login        TEXT    COLLATE NOCASE UNIQUE,
    display_name TEXT,
    github_id    INTEGER UNIQUE,
    node_id      TEXT    UNIQUE,
    CHECK (login IS NOT NULL OR github_id IS NOT NULL)
) STRICT;
INSERT INTO account_003 (id, login, display_name, github_id, node_id)
    SELECT id, login, display_name, github_id, node_id FROM account;
DROP TABLE account;
ALTER TABLE account_003 RENAME TO account;

-- Every login that an account with a numeric id is known under. A login may have had several accounts, one after the other.
CREATE TABLE login_alias (
    login      TEXT    NOT NULL COLLATE NOCASE,
    account_id INTEGER NOT NULL REFERENCES account (id),
    first_seen INTEGER,                     -- neither date where the account had the login at some time before
    last_seen  INTEGER,
    PRIMARY KEY (login, account_id),
    CHECK ((first_seen IS NULL) = (last_seen IS NULL)),
    CHECK (first_seen <= last_seen)
) STRICT, WITHOUT ROWID;
CREATE INDEX login_alias_by_account ON login_alias (account_id);
INSERT INTO login_alias (login, account_id) SELECT login, id FROM account WHERE github_id IS NOT NULL;

-- The account that an enrollment means: the one that its login had when GitHub was asked first.
CREATE TABLE enrollment_account (
    enrollment_id INTEGER PRIMARY KEY REFERENCES enrollment (id),
    account_id    INTEGER NOT NULL REFERENCES account (id),
    since         INTEGER NOT NULL
) STRICT;
CREATE INDEX enrollment_account_by_account ON enrollment_account (account_id);
CREATE INDEX enrollment_by_mentee ON enrollment (mentee COLLATE NOCASE);

-- What GitHub said of a login, the latest of each kind and account. The account is named and not referenced: of one that is
-- gone there need be no row.
CREATE TABLE identity (
    id         INTEGER PRIMARY KEY,
    login      TEXT    NOT NULL COLLATE NOCASE,
    kind       TEXT    NOT NULL,            -- resolved, no-such-login, gone
    github_id  INTEGER,
    node_id    TEXT,
    login_now  TEXT,
    first_seen INTEGER NOT NULL,
    last_seen  INTEGER NOT NULL,
    CHECK (first_seen <= last_seen)
) STRICT;
CREATE UNIQUE INDEX identity_by_login ON identity (login, kind, coalesce(github_id, 0));
CREATE INDEX identity_by_account ON identity (github_id);

-- Where a contribution is known from: recorded, github. The better source stands.
ALTER TABLE contribution ADD COLUMN source TEXT NOT NULL DEFAULT 'recorded';

-- What a second source said of a person and window, the latest of each item or, where the item is empty, of the whole.
CREATE TABLE witness (
    account_id  INTEGER NOT NULL REFERENCES account (id),
    source      TEXT    NOT NULL,
    window_from INTEGER NOT NULL,
    window_to   INTEGER NOT NULL,
    item        TEXT    NOT NULL,           -- node id
    says        TEXT    NOT NULL,           -- agrees, missing, count-differs, not-possible
    note        TEXT,                       -- the item's URL, or why it is not possible
    theirs      INTEGER,
    ours        INTEGER,
    checked_at  INTEGER NOT NULL,
    PRIMARY KEY (account_id, source, window_from, window_to, item),
    CHECK (window_from < window_to)
) STRICT, WITHOUT ROWID;

-- What the fetcher notes for its next run. Nothing here means anything to the store.
CREATE TABLE mark (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who took a lock last, and when. Whether it is still held is told by the file beside the database.
CREATE TABLE lock (
    name   TEXT    NOT NULL PRIMARY KEY,
    holder TEXT    NOT NULL,
    since  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
