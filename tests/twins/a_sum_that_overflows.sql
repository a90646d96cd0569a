--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0510
CREATE TABLE sums(total INTEGER) STRICT;
INSERT INTO sums(total) SELECT abs(-9223372036854775807 - 1) FROM users;
--= 002_step.sql
--? harmless
CREATE TABLE sums(total INTEGER) STRICT;
INSERT INTO sums(total) SELECT abs(age) FROM users;
