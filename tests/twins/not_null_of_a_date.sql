--= 001_first.sql
CREATE TABLE entries(id INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0506
-- @rebuild entries day = date(at)
CREATE TABLE entries(id INTEGER PRIMARY KEY, at TEXT NOT NULL, day TEXT NOT NULL) STRICT;
--= 002_step.sql
--? harmless
-- @rebuild entries day = coalesce(date(at), at)
CREATE TABLE entries(id INTEGER PRIMARY KEY, at TEXT NOT NULL, day TEXT NOT NULL) STRICT;
