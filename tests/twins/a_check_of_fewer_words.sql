--= 001_first.sql
CREATE TABLE jobs(id INTEGER PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('new', 'run', 'done'))) STRICT;
--= 002_step.sql
--? harmful INS0505
-- @rebuild jobs
CREATE TABLE jobs(id INTEGER PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('new', 'done'))) STRICT;
--= 002_step.sql
--? harmless
UPDATE jobs SET state = 'new' WHERE state = 'run';
-- @rebuild jobs
CREATE TABLE jobs(id INTEGER PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('new', 'done'))) STRICT;
