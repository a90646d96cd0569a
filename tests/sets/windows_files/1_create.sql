-- made with an editor that writes a BOM
-- @release 1.0
CREATE TABLE file(
	id INTEGER PRIMARY KEY,
	path TEXT NOT NULL -- a path; with backslashes
);

CREATE INDEX file_path
	ON file(path);
