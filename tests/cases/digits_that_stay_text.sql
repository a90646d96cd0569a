--? INS0410 INS0412
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, zip TEXT, phone TEXT NOT NULL, born TEXT);
--= 002_rebuild.sql
-- @rebuild users phone = CAST(phone AS INTEGER)
CREATE TABLE users(id INTEGER PRIMARY KEY, zip VARCHAR(20), phone INTEGER NOT NULL, born DATETIME);
--! 2:61 note INS0411: the copy fills users.phone from something else
