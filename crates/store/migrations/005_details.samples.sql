INSERT INTO item (id, url, node_id, kind, repository_id, title) VALUES
    (3, 'https://github.com/lantern-works/wick/pull/9#pullrequestreview-5', 'PRR_5', 'review', 1, NULL),
    (4, 'https://github.com/lantern-works/wick/commit/c0ffee', 'C_1', 'commit', 1, NULL);
INSERT INTO contribution (account_id, item_id, act, role, at, source) VALUES
    (1, 3, 'reviewed', 'reviewer', 1772820000000000, 'github'),
    (1, 4, 'authored', 'author', 1772830000000000, 'github');
INSERT INTO detail (item_id, kind, seen_at, additions, deletions, changed_files, is_draft, responses_complete, state, comments, pull_request_id) VALUES
    (1, 'pull-request', 1772950000000000, 12, 3, 2, 0, 1, NULL, NULL, NULL),
    (2, 'thread', 1772950000000000, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL),
    (3, 'review', 1772950000000000, NULL, NULL, NULL, NULL, NULL, 'approved', 2, NULL),
    (4, 'commit', 1772950000000000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1);
INSERT INTO changed_file (item_id, path, additions, deletions) VALUES
    (1, 'docs/wick.md', 2, 0), (1, 'src/wick.rs', 10, 3);
INSERT INTO response (item_id, account_id, act, at) VALUES
    (1, 2, 'reviewed', 1772810000000000), (1, 3, 'commented', 1772820000000000);
