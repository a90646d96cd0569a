--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_nick.sql
ALTER TABLE users ADD COLUMN nick TEXT;
--= 003_age.sql
ALTER TABLE users ADD COLUMN age INTEGER;
ALTER TABLE users RENAME nick TO handle;
--! 2:13 warning INS0606: users.nick is renamed, and released programs read it
--= instar.lock
# instar.lock: released steps, which never change. Written by instar lock; keep it in version control.
001_users 79345357cd82624426c3e28e73cc9ab1b0efef023c58e0011b9a1b3d78f80ff8
002_nick 6052a206ddb9df88869868e7c3ae83b716979ad5d1df51bb4f5d787f08badd7a
last 002_nick
