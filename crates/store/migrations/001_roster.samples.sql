INSERT INTO import (id, subject, format, file, sha256, at) VALUES
    (1, 'roster', 'toml', 'lantern.toml', 'a1', 1772000000000000),
    (2, 'roster', 'toml', 'lantern.toml', 'a2', 1772100000000000);
INSERT INTO import_count (import_id, noun, added, changed, unchanged, removed) VALUES
    (1, 'program', 1, 0, 0, 0), (1, 'enrollments', 3, 0, 0, 0), (2, 'enrollments', 0, 0, 2, 1);
INSERT INTO account (id, login, display_name, github_id, node_id) VALUES
    (1, 'ada-lumen', 'Ada Lumen', NULL, NULL), (2, 'grace-wick', NULL, 4001, 'U_wick');
INSERT INTO program (id, key, title, zone, window_from, window_to, hours_per_week, roster_import) VALUES
    (1, 'lantern-2026', 'Lantern 2026', 'Europe/Berlin', 1772406000000000, 1780264800000000, 20, 2);
INSERT INTO period (program_id, key, position, window_from, window_to, due) VALUES
    (1, 'midterm', 0, 1772406000000000, 1776031200000000, 1776100000000000),
    (1, 'final', 1, 1776031200000000, 1780264800000000, 1780300000000000);
INSERT INTO enrollment (id, program_id, key, position, mentee, account_id, unresolved, project_title, project_name, project_url, removed_by_import) VALUES
    (1, 1, 'ada-lumen', 0, 'Ada-Lumen', 1, NULL, 'Brighter wicks', 'wick', 'https://lantern.example/1', NULL),
    (2, 1, 'unnamed', 1, '', NULL, 'empty', 'Shades', NULL, NULL, NULL),
    (3, 1, 'hedy-glow', 2, 'hedy glow', NULL, 'several', 'Oil', NULL, NULL, 2);
INSERT INTO enrollment_mentor (enrollment_id, position, mentor, account_id) VALUES
    (1, 0, 'grace-wick', 2), (1, 1, 'Mary Somerlight', NULL);
INSERT INTO enrollment_scope (enrollment_id, kind, position, value) VALUES
    (1, 'organization', 0, 'lantern-works'), (1, 'repository', 0, 'oil-lab/press'),
    (1, 'issue', 0, 'https://github.com/lantern-works/wick/issues/1');
INSERT INTO enrollment_work (enrollment_id, position, kind) VALUES (1, 0, 'code'), (1, 1, 'docs');
INSERT INTO enrollment_window (enrollment_id, period, window_from, window_to) VALUES
    (1, 'final', 1776031200000000, 1781000000000000);
