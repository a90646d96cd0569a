--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, zone TEXT);
--= 002_place.sql
ALTER TABLE users ADD COLUMN place TEXT;
--= 003_fill.sql
UPDATE users SET place = 'here';
UPDATE users SET zone = 'UTC';
--! 1:8 note INS0411: users.place is set by name
--! 1:8 warning INS0811: changes rows of users, which may be many; move to a backfill
--! 2:8 warning INS0423: different values of users.zone become the same
--! 1:1 note INS0310: nothing in the schema tells that this step has run
