--= 001_first.sql
CREATE TABLE posts(id INTEGER PRIMARY KEY, name TEXT NOT NULL, image TEXT NOT NULL, UNIQUE (name, image)) STRICT;
--= 002_step.sql
--? harmful INS0507
-- @rebuild posts
CREATE TABLE posts(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, image TEXT NOT NULL UNIQUE) STRICT;
--= 002_step.sql
--? harmless
-- @rebuild posts
CREATE TABLE posts(id INTEGER PRIMARY KEY, name TEXT NOT NULL, image TEXT NOT NULL, UNIQUE (image, name)) STRICT;
