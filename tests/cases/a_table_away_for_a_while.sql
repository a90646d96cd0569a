--? INS0609
--? INS0614
--= 001_users.sql
CREATE TABLE log(id INTEGER);
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TRIGGER users_log AFTER INSERT ON users BEGIN INSERT INTO log VALUES (new.id); END;
--= 002_away.sql
ALTER TABLE users RENAME TO people;
DROP TRIGGER users_log;
--= 003_and_back.sql
ALTER TABLE people RENAME TO "Users";
CREATE TRIGGER users_log AFTER INSERT ON users WHEN new.id > 0 BEGIN INSERT INTO log VALUES (new.id); END;
