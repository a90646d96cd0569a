--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= 003_people.sql
ALTER TABLE users RENAME TO people;
ALTER TABLE people ADD COLUMN email TEXT CHECK (email <> '') DEFAULT NULL NOT NULL;
--! 2:31 error INS0501: Cannot add a NOT NULL column with default value NULL
