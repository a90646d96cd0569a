--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE notes(id INTEGER PRIMARY KEY, author TEXT NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0506
-- @rebuild notes user = (SELECT id FROM users WHERE name = notes.author)
CREATE TABLE notes(id INTEGER PRIMARY KEY, author TEXT NOT NULL, user INTEGER NOT NULL) STRICT;
--= 002_step.sql
--? harmless
-- @rebuild notes user = (SELECT id FROM users WHERE name = notes.author)
CREATE TABLE notes(id INTEGER PRIMARY KEY, author TEXT NOT NULL, user INTEGER) STRICT;
