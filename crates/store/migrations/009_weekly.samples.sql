INSERT INTO week (program, week, at, snapshot, settled, troubles)
    SELECT program, '2026-W15', at, id, 1, 'GitHub gave no answer' FROM snapshot LIMIT 1;
INSERT INTO delivery (channel, message, state, digest, places, at)
    VALUES ('admins', 'weekly/lantern-2026/2026-W15', 'done', 'e3b0c442', 'https://github.com/lantern-works/admin/issues/7#issuecomment-1', 1775000000000000);
INSERT INTO reminded (channel, program, until) VALUES ('admins', 'lantern-2026', 1775000000000000);
INSERT INTO trouble (step, says, since) VALUES ('sync', 'GitHub gave no answer', 1775000000000000);
