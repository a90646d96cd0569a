CREATE TABLE workspace_tags (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE COLLATE NOCASE,
	colour TEXT NOT NULL DEFAULT 'grey'
);
CREATE TABLE workspace_item_tags (
	item_id INTEGER NOT NULL REFERENCES workspace_items(id) ON DELETE CASCADE,
	tag_id INTEGER NOT NULL REFERENCES workspace_tags(id) ON DELETE CASCADE,
	PRIMARY KEY (item_id, tag_id)
) WITHOUT ROWID;
CREATE INDEX workspace_item_tags_tag ON workspace_item_tags(tag_id);
