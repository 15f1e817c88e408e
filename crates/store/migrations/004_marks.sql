-- Items that GitHub does not show any more, and repositories that are called otherwise now.

-- When GitHub was asked for the item by its node id and did not show it: deleted, made private or hidden. None where it was
-- seen last. The item and what was done to it stay.
ALTER TABLE item ADD COLUMN vanished_at INTEGER;

-- GitHub's node id of the repository, which stays the same when it is renamed or transferred, and when its name was read.
ALTER TABLE repository ADD COLUMN node_id TEXT;
ALTER TABLE repository ADD COLUMN named_at INTEGER;
CREATE UNIQUE INDEX repository_by_node ON repository (node_id);
CREATE INDEX item_by_repository ON item (repository_id);

-- What a repository was called before. A name may be used again by another one; then it is no alias any more.
CREATE TABLE repository_alias (
    name          TEXT    NOT NULL COLLATE NOCASE PRIMARY KEY,
    repository_id INTEGER NOT NULL REFERENCES repository (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX repository_alias_by_repository ON repository_alias (repository_id);
