--= 001_first.sql
CREATE TABLE old(id INTEGER PRIMARY KEY, size INTEGER NOT NULL) STRICT;
CREATE TABLE files(path INTEGER NOT NULL, size INTEGER NOT NULL) STRICT;
CREATE TRIGGER files_size BEFORE INSERT ON files WHEN new.size > 4000000 BEGIN SELECT RAISE (ABORT, 'too large'); END;
--= 002_step.sql
--? harmful INS0510
INSERT INTO files(path, size) SELECT id, size FROM old;
--= 002_step.sql
--? harmless
INSERT INTO files(path, size) SELECT id, min(size, 4000000) FROM old;
