--? INS0103
--= 001_users.sql bytes
-- users\x0d
CREATE TABLE users(\x0d
	id INTEGER PRIMARY KEY\x0d
);\x0d
