--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
--= 002_step.sql
--? harmful INS0507
UPDATE users SET name = lower(name);
--= 002_step.sql
--? harmless
UPDATE users SET name = lower(name)
WHERE lower(name) NOT IN (SELECT lower(name) FROM users GROUP BY lower(name) HAVING count(*) > 1);
