--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
CREATE TABLE mails(user INTEGER PRIMARY KEY REFERENCES users(id), email TEXT) STRICT;
--= 002_step.sql
--? harmful INS0403
ALTER TABLE users DROP COLUMN email;
--= 002_step.sql
--? harmless
INSERT INTO mails(user, email) SELECT id, email FROM users WHERE true ON CONFLICT(user) DO UPDATE SET email = excluded.email;
ALTER TABLE users DROP COLUMN email;
