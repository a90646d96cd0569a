--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id));
CREATE INDEX notes_user ON notes(user);
--= 002_gone.sql
-- @destructive users: nobody logs in any more
DROP TABLE users;
--! 2:12 note INS0401: the rows of users are kept nowhere else
--! 2:12 error INS0603: no such table: users, which notes(user) refers to
--= instar.lock
001_users 24b6eb2086f4391bebdf76ccab6e49a36005f5d231d92fd701a1fc3725f1e425
last 001_users
