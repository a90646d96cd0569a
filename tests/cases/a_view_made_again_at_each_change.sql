--= V1__users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= R__names.sql
DROP VIEW IF EXISTS names;
CREATE VIEW names AS SELECT name FROM users;
--= expected
R__names.sql error INS0218: a repeatable migration would run whenever it changes
