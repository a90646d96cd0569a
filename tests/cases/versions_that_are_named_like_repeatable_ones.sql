--? INS0218
--= V1__R__users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= V2__names.sql
DROP VIEW IF EXISTS names;
CREATE VIEW names AS SELECT name FROM users;
--= V3__names_again.sql
DROP VIEW IF EXISTS names;
CREATE VIEW names AS SELECT upper(name) AS name FROM users;
