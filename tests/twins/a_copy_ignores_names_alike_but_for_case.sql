--= 001_first.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, colour TEXT NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0401
CREATE TABLE labels(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, colour TEXT NOT NULL) STRICT;
INSERT OR IGNORE INTO labels(id, name, colour) SELECT id, name, colour FROM tags;
DROP TABLE tags;
--= 002_step.sql
--? harmless
CREATE TABLE labels(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, colour TEXT NOT NULL) STRICT;
INSERT OR IGNORE INTO labels(id, name, colour) SELECT id, name, colour FROM tags;
DROP TABLE tags;
