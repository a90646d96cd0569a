--? INS0718
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY,
	level INTEGER NOT NULL DEFAULT '5' CHECK (level > 4 AND typeof(level) = 'integer'),
	rank INTEGER DEFAULT NULL CHECK (rank > 0));
