--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
--= 002_step.sql
--? harmful INS0507
CREATE UNIQUE INDEX users_name ON users(name COLLATE NOCASE);
--= 002_step.sql
--? harmless
CREATE UNIQUE INDEX users_name ON users(name COLLATE BINARY);
