--= 001_first.sql
CREATE TABLE albums(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE images(id INTEGER PRIMARY KEY, album INTEGER) STRICT;
CREATE INDEX images_album ON images(album);
--= 002_step.sql
--? harmful INS0509
-- @rebuild images
CREATE TABLE images(id INTEGER PRIMARY KEY, album INTEGER REFERENCES albums(id)) STRICT;
--= 002_step.sql
--? harmless
UPDATE images SET album = NULL WHERE album NOT IN (SELECT id FROM albums);
-- @rebuild images
CREATE TABLE images(id INTEGER PRIMARY KEY, album INTEGER REFERENCES albums(id)) STRICT;
