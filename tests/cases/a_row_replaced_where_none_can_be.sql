--? INS0416
--= 001_log.sql
CREATE TABLE log(id INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT;
--= 002_line.sql
CREATE TABLE colours(name TEXT NOT NULL PRIMARY KEY, red INTEGER NOT NULL) STRICT;
REPLACE INTO colours(name, red) VALUES ('red', 255);
INSERT OR REPLACE INTO log(line) VALUES ('colours are here');
