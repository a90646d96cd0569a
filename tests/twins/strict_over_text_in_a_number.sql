--= 001_first.sql
CREATE TABLE visits(id INTEGER PRIMARY KEY, age INTEGER NOT NULL);
--= 002_step.sql
--? harmful INS0508
-- @rebuild visits
CREATE TABLE visits(id INTEGER PRIMARY KEY, age INTEGER NOT NULL) STRICT;
--= 002_step.sql
--? harmless
-- @rebuild visits
CREATE TABLE visits(id INTEGER PRIMARY KEY, age ANY NOT NULL) STRICT;
