--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
--= 002_step.sql
--? harmful INS0507
UPDATE users SET name = trim(name);
--= 002_step.sql
--? harmless
UPDATE users SET name = trim(name) || '-' || id;
