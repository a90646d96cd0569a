-- The prototype kept everything in one table. Nobody's database looks like this any
-- more; the file stays here to be read.
CREATE TABLE IF NOT EXISTS pages (
	id INTEGER PRIMARY KEY,
	author TEXT,
	body TEXT
);
