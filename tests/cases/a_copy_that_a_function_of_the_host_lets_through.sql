--? INS0505
--= 001_users.sql
-- @function is_mail(1), tidy(1)
CREATE TABLE users(id INTEGER PRIMARY KEY, mail TEXT NOT NULL);
CREATE UNIQUE INDEX users_mail ON users(tidy(mail));
--= 002_checked.sql
CREATE TABLE people(id INTEGER PRIMARY KEY,
	mail TEXT NOT NULL CHECK (is_mail(mail) = 1 AND tidy(mail) IS NOT NULL));
INSERT INTO people SELECT id, mail FROM users;
DROP TABLE users;
--= 003_changed.sql
-- @allow INS0310 done once
-- @allow INS0811 few rows
UPDATE people SET mail = mail || '.org';
--! 3:8 note INS0411: people.mail is set by name
