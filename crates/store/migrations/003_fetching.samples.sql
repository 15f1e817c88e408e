UPDATE account SET github_id = 4002, node_id = 'U_ada' WHERE id = 1;
INSERT INTO account (id, login, display_name, github_id, node_id) VALUES
    (3, NULL, 'Hedy Glow', 4003, 'U_hedy'), (4, 'hedy-glow', NULL, 4004, 'U_other');
INSERT INTO login_alias (login, account_id, first_seen, last_seen) VALUES
    ('ada-lumen', 1, 1772900000000000, 1772950000000000), ('ada-beam', 1, NULL, NULL),
    ('hedy-glow', 3, 1772900000000000, 1772900000000000), ('hedy-glow', 4, 1772950000000000, 1772950000000000);
INSERT INTO enrollment_account (enrollment_id, account_id, since) VALUES (1, 1, 1772900000000000);
INSERT INTO identity (login, kind, github_id, node_id, login_now, first_seen, last_seen) VALUES
    ('ada-lumen', 'resolved', 4002, 'U_ada', 'ada-lumen', 1772900000000000, 1772950000000000),
    ('ada-lumen', 'gone', 4002, NULL, NULL, 1772910000000000, 1772910000000000),
    ('zoe-flare', 'no-such-login', NULL, NULL, NULL, 1772900000000000, 1772900000000000);
INSERT INTO contribution (account_id, item_id, act, role, at, source) VALUES
    (2, 1, 'reviewed', 'reviewer', 1772810000000000, 'github');
INSERT INTO witness (account_id, source, window_from, window_to, item, says, note, theirs, ours, checked_at) VALUES
    (1, 'search', 1772406000000000, 1773010800000000, 'PR_8', 'missing', 'https://github.com/oil-lab/press/pull/8', NULL, NULL, 1772950000000000),
    (1, 'totals', 1772406000000000, 1773010800000000, '', 'count-differs', NULL, 5, 4, 1772950000000000);
INSERT INTO mark (key, value) VALUES ('size/reviews', '25');
INSERT INTO lock (name, holder, since) VALUES ('sync', 'process 4711', 1772950000000000);
