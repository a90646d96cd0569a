--= options
--ddl-only=off
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_delete.sql
ALTER TABLE users RENAME TO people;
DELETE FROM people WHERE id IN (SELECT id FROM people LIMIT 1) ORDER BY id LIMIT 1;
--! 2:76 error INS0820: many builds of SQLite do not have LIMIT here
