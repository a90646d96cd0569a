--= 001_first.sql
CREATE TABLE m(id INTEGER PRIMARY KEY, n INTEGER NOT NULL CHECK (n > 0));
--= 002_step.sql
--? harmful INS0613
-- @rebuild m
CREATE TABLE m(id INTEGER PRIMARY KEY, n INTEGER NOT NULL);
--= 002_step.sql
--? harmless
-- @rebuild m
CREATE TABLE m(id INTEGER PRIMARY KEY, n INTEGER NOT NULL CHECK (n > 0), x TEXT);
