--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_add_fk_default.sql
ALTER TABLE posts ADD COLUMN ed INTEGER REFERENCES users(id) DEFAULT 1;
--! 1:30 note INS0710: no index on posts(ed), which refers to users
--! 1:52 error INS0504: the default of posts.ed is the key of no row in users
