--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, first TEXT NOT NULL, last TEXT) STRICT;
--= 002_step.sql
--? harmful INS0506
-- @rebuild users last = first || ' ' || last
CREATE TABLE users(id INTEGER PRIMARY KEY, first TEXT NOT NULL, last TEXT NOT NULL) STRICT;
--= 002_step.sql
--? harmless
-- @rebuild users last = first || coalesce(' ' || last, '')
CREATE TABLE users(id INTEGER PRIMARY KEY, first TEXT NOT NULL, last TEXT NOT NULL) STRICT;
