--= 001_first.sql
CREATE TABLE visits(id INTEGER PRIMARY KEY, agent TEXT NOT NULL);
--= 002_step.sql
--? harmful INS0508
-- @rebuild visits
CREATE TABLE visits(id INTEGER PRIMARY KEY, agent TEXT NOT NULL) STRICT;
--= 002_step.sql
--? harmless
-- @rebuild visits agent = CAST(agent AS TEXT)
CREATE TABLE visits(id INTEGER PRIMARY KEY, agent TEXT NOT NULL) STRICT;
