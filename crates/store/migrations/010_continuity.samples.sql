INSERT INTO enrollment (id, program_id, key, position, mentee, account_id, unresolved, project_title, project_name, project_url, removed_by_import) VALUES
    (4, 1, 'ada lumen', 0, 'Ada Lumen', NULL, 'character  ', 'Brighter wicks', 'wick', 'https://lantern.example/1', 2);
INSERT INTO continuation (former, now, since) VALUES (4, 1, 1776045000000000);
