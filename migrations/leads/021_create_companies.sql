-- @release 1.2
CREATE TABLE companies (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	domain TEXT UNIQUE COLLATE NOCASE,
	employees INTEGER CHECK (employees >= 0)
);
