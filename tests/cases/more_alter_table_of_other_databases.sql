--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_add_constraint_unique.sql
ALTER TABLE users ADD CONSTRAINT u UNIQUE (email);
--! 1:19 error INS0301: SQLite has no ADD CONSTRAINT … UNIQUE
--= 003_drop_primary_key.sql
ALTER TABLE posts DROP PRIMARY KEY;
--! 1:19 error INS0301: SQLite has no DROP PRIMARY KEY
