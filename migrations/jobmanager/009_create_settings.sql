-- @was 009_settings
CREATE TABLE settings (
	name TEXT PRIMARY KEY NOT NULL,
	value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO settings VALUES ('language', 'en'), ('theme', 'system'), ('greeting', 'It''s time');
