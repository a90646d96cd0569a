--= 001_first.sql
CREATE TABLE cats(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE dogs(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0401
CREATE TABLE pets(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL) STRICT;
INSERT INTO pets(id, kind, name) SELECT id, 'cat', name FROM cats;
INSERT OR IGNORE INTO pets(id, kind, name) SELECT id, 'dog', name FROM dogs;
DROP TABLE cats;
DROP TABLE dogs;
--= 002_step.sql
--? harmless
CREATE TABLE pets(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL) STRICT;
INSERT INTO pets(id, kind, name) SELECT id, 'cat', name FROM cats;
INSERT OR IGNORE INTO pets(kind, name) SELECT 'dog', name FROM dogs;
DROP TABLE cats;
DROP TABLE dogs;
