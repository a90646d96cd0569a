--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
--= 002_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT NOT NULL);
--= 003_short.sql
ALTER TABLE notes ADD COLUMN short TEXT;
UPDATE notes SET short = substr(body, 1, 20);
UPDATE users SET name = trim(name);
--! 3:8 warning INS0811: changes rows of users, which may be many; move to a backfill
--= instar.lock
# instar.lock: released steps, which never change. Written by instar lock; keep it in version control.
001_users a7d206acb338bf5051fdb455be951d179a315fa15e0741b5af337128cf89e0aa
last 001_users
