--= 001_first.sql
CREATE TABLE teams(id INTEGER PRIMARY KEY, name TEXT) STRICT;
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0504
ALTER TABLE users ADD COLUMN team INTEGER DEFAULT 1 REFERENCES teams(id);
CREATE INDEX users_team ON users(team);
--= 002_step.sql
--? harmless
ALTER TABLE users ADD COLUMN team INTEGER REFERENCES teams(id);
CREATE INDEX users_team ON users(team);
