--? INS0508 INS0510
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, age TEXT, data TEXT);
--= 002_strict.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, age INTEGER, city TEXT) STRICT;
INSERT INTO users_new(id, age, city) SELECT id, CAST(age AS INTEGER),
	CASE WHEN json_valid(data) THEN CAST(json_extract(data, '$.city') AS TEXT) ELSE CAST(data AS TEXT) END FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:13 error INS0402: the new users leaves out the column data
--! 2:13 warning INS0423: different values of users.age become the same
