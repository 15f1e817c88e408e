INSERT INTO snapshot (id, program, period, at) VALUES
    ('5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e', 'lantern-2026', 'midterm', 1776043000000000);
INSERT INTO snapshot_body (snapshot, body) VALUES
    ('5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e', x'1f8b');
