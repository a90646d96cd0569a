--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0505
-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (length(name) <= 40)) STRICT;
--= 002_step.sql
--? harmless
-- @rebuild users name = substr(name, 1, 40)
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (length(name) <= 40)) STRICT;
