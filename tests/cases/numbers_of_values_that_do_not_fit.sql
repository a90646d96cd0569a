--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_too_few_values.sql
INSERT INTO users(name, email) VALUES ('Ada');
--! 1:40 error INS0301: 1 values for 2 columns
--= 003_too_many_values.sql
INSERT INTO users(name, email) VALUES ('Ada', 'a@b.c', 3);
--! 1:56 error INS0301: 3 values for 2 columns
--= 004_select_count.sql
INSERT INTO users(name, email) SELECT title FROM posts;
--! 1:39 error INS0301: 1 values for 2 columns
--= 005_uneven_rows.sql
INSERT INTO users(name, email) VALUES ('Ada', 'x'), ('Bob');
--! 1:54 error INS0301: all VALUES must have the same number of terms
