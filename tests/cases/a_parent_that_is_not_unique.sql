--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_fk_mismatch.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, n TEXT REFERENCES users(email));
--! 1:40 note INS0710: no index on c(n), which refers to users
--! 1:64 error INS0603: foreign key mismatch - "c" referencing "users"
