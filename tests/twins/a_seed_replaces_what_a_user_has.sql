--= 001_first.sql
CREATE TABLE marks(id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT) STRICT;
--= 002_step.sql
--? harmful INS0416
INSERT OR REPLACE INTO marks(id, name, note) VALUES (1, 'first', 'one');
--= 002_step.sql
--? harmless
INSERT OR IGNORE INTO marks(id, name) VALUES (1, 'first');
