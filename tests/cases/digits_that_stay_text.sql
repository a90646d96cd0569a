--? INS0410 INS0412
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, zip TEXT, phone TEXT NOT NULL, born TEXT);
--= 002_rebuild.sql
-- @rebuild users phone = CAST(phone AS INTEGER)
CREATE TABLE users(id INTEGER PRIMARY KEY, zip VARCHAR(20), phone INTEGER NOT NULL, born DATETIME);
--! 2:61 warning INS0423: different values of users.phone become the same
