--= 001_files.sql
CREATE TABLE files(id INTEGER PRIMARY KEY, digest);
--= 002_strict.sql
CREATE TABLE files_new(id INTEGER PRIMARY KEY, digest BLOB) STRICT;
INSERT INTO files_new(id, digest) SELECT id, digest FROM files;
DROP TABLE files;
ALTER TABLE files_new RENAME TO files;
--! 2:27 warning INS0508: cannot store TEXT value in BLOB column files_new.digest
