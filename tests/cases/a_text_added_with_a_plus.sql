--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_plus_strings.sql
UPDATE users SET name = name + 'x' WHERE id = 1;
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:8 warning INS0423: different values of users.name become the same
--! 1:30 warning INS0719: + adds numbers, and a text without a number is 0
