-- @release 1.1
CREATE TABLE tags (
	id INTEGER PRIMARY KEY,
	label TEXT NOT NULL COLLATE NOCASE UNIQUE,
	colour TEXT NOT NULL DEFAULT '#808080' -- as in style sheets; "grey"
);

CREATE TABLE note_tags (
	note_id INTEGER NOT NULL REFERENCES notes(id) ON DELETE CASCADE,
	tag_id INTEGER NOT NULL REFERENCES tags(id) ON DELETE CASCADE,
	PRIMARY KEY (note_id, tag_id)
) WITHOUT ROWID;
CREATE INDEX note_tags_by_tag ON note_tags(tag_id);
