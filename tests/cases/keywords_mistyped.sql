--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_keyword_craete.sql
CRAETE TABLE c(id INTEGER PRIMARY KEY);
--! 1:1 error INS0301: near "CRAETE": syntax error; did you mean CREATE?
--= 003_keyword_tabel.sql
CREATE TABEL c(id INTEGER PRIMARY KEY);
--! 1:8 error INS0301: near "TABEL": syntax error; did you mean TABLE?
--= 004_keyword_were.sql
UPDATE users SET name = 'x' WHRE id = 1;
--! 1:29 error INS0301: near "WHRE": syntax error; did you mean WHERE?
--= 005_keyword_form.sql
INSERT INTO users(name) SELECT title FORM posts;
--! 1:38 error INS0301: near "FORM": syntax error; did you mean FROM?
--= 006_keyword_vaules.sql
INSERT INTO users(name) VAULES ('x');
--! 1:25 error INS0301: near "VAULES": syntax error; did you mean VALUES?
--= 007_keyword_udpate.sql
UDPATE users SET name = 'x';
--! 1:1 error INS0301: near "UDPATE": syntax error; did you mean UPDATE?
--= 008_keyword_insret.sql
INSRET INTO users(name) VALUES ('a');
--! 1:1 error INS0301: near "INSRET": syntax error; did you mean INSERT?
--= 009_keyword_statment_table.sql
ALTER TABEL users ADD COLUMN x TEXT;
--! 1:7 error INS0301: near "TABEL": syntax error; did you mean TABLE?
--= 010_keyword_exsits.sql
CREATE TABLE IF NOT EXSITS c(id INTEGER PRIMARY KEY);
--! 1:21 error INS0301: near "EXSITS": syntax error; did you mean EXISTS?
--= 011_keyword_defualt.sql
ALTER TABLE users ADD COLUMN x INTEGER NOT NULL DEFUALT 0;
--! 1:49 error INS0301: near "DEFUALT": syntax error; did you mean DEFAULT?
