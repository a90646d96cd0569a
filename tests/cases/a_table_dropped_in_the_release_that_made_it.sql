--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
--= 003_pages.sql
CREATE TABLE pages(id INTEGER PRIMARY KEY, body TEXT);
DROP TABLE notes;
--! 2:12 note INS0401: the rows of notes are kept nowhere else
--= 004_users.sql
DROP TABLE users;
--! 1:12 error INS0401: the rows of users are kept nowhere else
--= instar.lock
# instar.lock: released steps, which never change. Written by instar lock; keep it in version control.
001_users 79345357cd82624426c3e28e73cc9ab1b0efef023c58e0011b9a1b3d78f80ff8
last 001_users
