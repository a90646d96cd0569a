--? INS0606
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, nick TEXT);
INSERT INTO users_new(id, name) SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
ALTER TABLE users RENAME COLUMN nick TO handle;
--= instar.lock
# instar.lock: released steps, which never change. Written by instar lock; keep it in version control.
001_users 79345357cd82624426c3e28e73cc9ab1b0efef023c58e0011b9a1b3d78f80ff8
last 001_users
