--= 001_first.sql
CREATE TABLE files(id INTEGER PRIMARY KEY, digest);
--= 002_step.sql
--? harmful INS0508
CREATE TABLE files_new(id INTEGER PRIMARY KEY, digest BLOB) STRICT;
INSERT INTO files_new(id, digest) SELECT id, digest FROM files;
DROP TABLE files;
ALTER TABLE files_new RENAME TO files;
--= 002_step.sql
--? harmless
CREATE TABLE files_new(id INTEGER PRIMARY KEY, digest BLOB) STRICT;
INSERT INTO files_new(id, digest) SELECT id, CAST(digest AS BLOB) FROM files;
DROP TABLE files;
ALTER TABLE files_new RENAME TO files;
