-- What is known of items beyond their heads, and what others did on them.

-- One row for each item of which more is known; which columns have a value goes by its kind. What was seen last replaces all of
-- it, the files too. One table and not one for each kind: an item has one detail, and it is found by one look.
CREATE TABLE detail (
    item_id            INTEGER PRIMARY KEY REFERENCES item (id),
    kind               TEXT    NOT NULL,                    -- pull-request, thread, review, commit
    seen_at            INTEGER NOT NULL,
    additions          INTEGER,
    deletions          INTEGER,
    changed_files      INTEGER,                             -- how many there are, not how many are listed
    is_draft           INTEGER,
    responses_complete INTEGER,
    state              TEXT,
    comments           INTEGER,
    pull_request_id    INTEGER REFERENCES item (id),        -- that contains the commit
    CHECK ((kind = 'pull-request') = (additions IS NOT NULL)),
    CHECK ((additions IS NULL) = (deletions IS NULL)),
    CHECK ((additions IS NULL) = (changed_files IS NULL)),
    CHECK ((additions IS NULL) = (is_draft IS NULL)),
    CHECK ((kind IN ('pull-request', 'thread')) = (responses_complete IS NOT NULL)),
    CHECK ((kind = 'review') = (state IS NOT NULL)),
    CHECK ((state IS NULL) = (comments IS NULL)),
    CHECK ((kind = 'commit') = (pull_request_id IS NOT NULL))
) STRICT;
CREATE INDEX detail_by_pull_request ON detail (pull_request_id);

-- The files of a pull request that GitHub listed.
CREATE TABLE changed_file (
    item_id   INTEGER NOT NULL REFERENCES item (id),
    path      TEXT    NOT NULL,
    additions INTEGER NOT NULL,
    deletions INTEGER NOT NULL,
    PRIMARY KEY (item_id, path)
) STRICT, WITHOUT ROWID;

-- What somebody did on an item. Whether it is the item's author is told when it is read: two accounts may turn out to be one.
CREATE TABLE response (
    item_id    INTEGER NOT NULL REFERENCES item (id),
    account_id INTEGER NOT NULL REFERENCES account (id),
    act        TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (item_id, account_id, act, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX response_by_account ON response (account_id);
