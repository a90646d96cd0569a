--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
CREATE TABLE u2(id INTEGER PRIMARY KEY, k TEXT UNIQUE);
--= 002_drop_unique.sql
-- @destructive u2.k: gone
ALTER TABLE u2 DROP COLUMN k;
--! 2:28 error INS0301: cannot drop UNIQUE column: "k"
