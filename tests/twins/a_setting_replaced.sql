--= 001_first.sql
CREATE TABLE settings(key TEXT PRIMARY KEY NOT NULL, value TEXT, note TEXT) STRICT, WITHOUT ROWID;
--= 002_step.sql
--? harmful INS0416
REPLACE INTO settings(key, value) VALUES('size', '12');
--= 002_step.sql
--? harmless
INSERT INTO settings(key, value) VALUES('size', '12') ON CONFLICT(key) DO NOTHING;
