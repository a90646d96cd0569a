--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, mail TEXT);
--= 002_email.sql
ALTER TABLE users RENAME TO people;
ALTER TABLE people RENAME COLUMN mail TO email;
ALTER TABLE people ADD COLUMN born TEXT;
-- @down
ALTER TABLE people DROP COLUMN email;
ALTER TABLE people DROP COLUMN born;
ALTER TABLE people RENAME TO users;
ALTER TABLE users ADD COLUMN mail TEXT;
--! 5:32 error INS0311: the values of people.email are kept nowhere else
