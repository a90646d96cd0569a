--= 001_first.sql
CREATE TABLE spans(id INTEGER PRIMARY KEY, start INTEGER NOT NULL, stop INTEGER NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0505
-- @rebuild spans
CREATE TABLE spans(id INTEGER PRIMARY KEY, start INTEGER NOT NULL, stop INTEGER NOT NULL, CHECK (start <= stop)) STRICT;
--= 002_step.sql
--? harmless
-- @rebuild spans stop = max(start, stop)
CREATE TABLE spans(id INTEGER PRIMARY KEY, start INTEGER NOT NULL, stop INTEGER NOT NULL, CHECK (start <= stop)) STRICT;
