INSERT INTO import (id, subject, format, file, sha256, at) VALUES
    (3, 'activity', 'legacy', 'week-1.json', 'b1', 1772900000000000);
INSERT INTO import_count (import_id, noun, added, changed, unchanged, removed) VALUES
    (3, 'contributions', 2, 0, 0, 0), (3, 'commit-counts', 1, 0, 0, 0);
INSERT INTO repository (id, name) VALUES (1, 'lantern-works/wick');
INSERT INTO item (id, url, node_id, kind, repository_id, title) VALUES
    (1, 'https://github.com/lantern-works/wick/pull/7', 'PR_7', 'pull-request', 1, 'Trim the wick'),
    (2, 'https://github.com/lantern-works/wick/issues/8', NULL, 'issue', 1, NULL);
INSERT INTO item_alias (url, item_id) VALUES ('https://github.com/oil-lab/wick/pull/7', 1);
INSERT INTO contribution (account_id, item_id, act, role, at, within_from, within_to) VALUES
    (1, 1, 'opened', 'author', 1772800000000000, NULL, NULL),
    (1, 2, 'opened', 'author', NULL, 1772406000000000, 1773010800000000);
INSERT INTO commit_tally (account_id, repository_id, window_from, window_to, commits) VALUES
    (1, 1, 1772406000000000, 1773010800000000, 5);
INSERT INTO coverage (account_id, stream, window_from, window_to, state, reason) VALUES
    (1, 'issues', 1772406000000000, 1773010800000000, 'partial', 'opened only'),
    (1, 'reviews', 1772406000000000, 1773010800000000, 'complete', NULL);
INSERT INTO hidden_activity (account_id, window_from, window_to, why) VALUES
    (1, 1772406000000000, 1773010800000000, 'counted and not itemised');
INSERT INTO unattributed (program, window_from, window_to, file, line) VALUES
    ('lantern-2026', 1772406000000000, 1773010800000000, 'week-1.json', 4);
