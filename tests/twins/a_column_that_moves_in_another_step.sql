--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, bio TEXT, born TEXT) STRICT;
--= 002_copy.sql
CREATE TABLE profiles(user INTEGER PRIMARY KEY REFERENCES users(id), bio TEXT) STRICT;
INSERT INTO profiles(user, bio) SELECT id, bio FROM users;
--= 003_drop.sql
--? harmful INS0403
ALTER TABLE users DROP COLUMN born;
--= 003_drop.sql
--? harmless
ALTER TABLE users DROP COLUMN bio;
