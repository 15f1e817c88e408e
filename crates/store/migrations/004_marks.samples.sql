UPDATE item SET vanished_at = 1772950000000000 WHERE id = 2;
UPDATE repository SET node_id = 'R_wick', named_at = 1772950000000000 WHERE id = 1;
INSERT INTO repository_alias (name, repository_id) VALUES ('oil-lab/wick', 1);
