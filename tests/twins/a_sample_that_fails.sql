--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0512
CREATE TABLE codes(code TEXT NOT NULL) STRICT;
-- @sample INSERT INTO codes VALUES (NULL)
--= 002_step.sql
--? harmless
CREATE TABLE codes(code TEXT NOT NULL) STRICT;
-- @sample INSERT INTO codes VALUES ('a')
