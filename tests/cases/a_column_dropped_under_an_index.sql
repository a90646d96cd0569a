--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
CREATE INDEX users_age ON users(age);
--= 002_drop_in_index.sql
-- @destructive users.age: gone
ALTER TABLE users DROP COLUMN age;
--! 2:31 error INS0301: error in index users_age after drop column: no such column: age
