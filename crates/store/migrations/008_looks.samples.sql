INSERT INTO ledger VALUES (6, 'dbf18b272b2eb4270386f9206c749f672d94e0a9fb37c45ee2e1c48f9e7fb355', 1776045000000000, 'mentee', 'add-evidence', 'lantern-2026', 1, 'midterm', NULL, NULL, 'figma', 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '1ca7b5182d1787b92ee884fd1372bca62db7f4cbb8ba970f4d7233fc5d5c1dea', 'f959203e9bfc8bc567beeea6dbf6b6eaa707edcaef6187890c837c3e19195c3b');
INSERT INTO ledger_personal VALUES (6, '0606060606060606060606060606060606060606060606060606060606060606', '{"about":"ada-lumen","by":"ada-lumen","url":"https://www.figma.com/design/aB3/Lantern"}');
INSERT INTO look (evidence, at, result, status, why) VALUES (6, 1776046000000000, 'refused', NULL, 'not-public');
INSERT INTO design (evidence, at, window_from, window_to, versions, versions_reason, comments, comments_reason) VALUES
    (6, 1776046000000000, 1772406000000000, 1776031200000000, 'complete', NULL, 'blocked', 'the token lacks a scope');
INSERT INTO design_act (evidence, position, at, act, account, handle, label) VALUES
    (6, 0, 1772500000000000, 'version-saved', '42', 'Ada L.', 'First draft'),
    (6, 1, 1772600000000000, 'version-saved', NULL, NULL, NULL);
