--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_missing_into.sql
INSERT users(name) VALUES ('x');
--! 1:8 error INS0301: INTO is missing before "users"
--= 003_missing_table_word.sql
CREATE tags(id INTEGER PRIMARY KEY);
--! 1:8 error INS0301: TABLE is missing before "tags"
--= 004_missing_set.sql
UPDATE users name = 'x';
--! 1:14 error INS0301: SET is missing before "name"
