--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, body TEXT) STRICT;
--= 002_step.sql
--? harmful INS0401
CREATE TABLE kept(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, body TEXT) STRICT;
INSERT INTO kept(id, kind, body) SELECT id, kind, body FROM (SELECT id, kind, body, row_number() OVER (PARTITION BY kind ORDER BY id) AS place FROM notes) WHERE place = 1;
DROP TABLE notes;
--= 002_step.sql
--? harmless
CREATE TABLE kept(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, body TEXT) STRICT;
INSERT INTO kept(id, kind, body) SELECT id, kind, body FROM (SELECT id, kind, body, row_number() OVER (PARTITION BY kind ORDER BY id) AS place FROM notes) WHERE place >= 1;
DROP TABLE notes;
