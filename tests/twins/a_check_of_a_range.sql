--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, age INTEGER CHECK (age >= 0)) STRICT;
--= 002_step.sql
--? harmful INS0505
-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, age INTEGER CHECK (age BETWEEN 0 AND 150)) STRICT;
--= 002_step.sql
--? harmless
-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, age INTEGER CHECK (age > -1)) STRICT;
