CREATE TABLE settings(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO settings VALUES ('semi;colon', 'a -- b'), ('quote', 'it''s');
-- @down
DROP TABLE settings;
