--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_autoincrement_int.sql
CREATE TABLE tags(id INT PRIMARY KEY AUTOINCREMENT, name TEXT);
--! 1:22 error INS0301: AUTOINCREMENT is only allowed on an INTEGER PRIMARY KEY
--= 003_pk_autoincrement_text.sql
CREATE TABLE c(id TEXT PRIMARY KEY AUTOINCREMENT);
--! 1:19 error INS0301: AUTOINCREMENT is only allowed on an INTEGER PRIMARY KEY
--= 004_strict_type.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, n VARCHAR(10)) STRICT;
--! 1:42 error INS0301: unknown datatype for c.n: "VARCHAR(10)"
--= 005_strict_no_type.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, n) STRICT;
--! 1:40 error INS0301: missing datatype for c.n
--= 006_strict_bool.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, n BOOLEAN NOT NULL) STRICT;
--! 1:42 error INS0301: unknown datatype for c.n: "BOOLEAN"
--= 007_without_rowid_nopk.sql
CREATE TABLE c(id INTEGER) WITHOUT ROWID;
--! 1:14 error INS0301: PRIMARY KEY missing on table c
--= 008_view_index.sql
CREATE VIEW v AS SELECT id FROM users;
CREATE INDEX i ON v(id);
--! 2:19 error INS0301: views may not be indexed
--= 009_aggregate_in_where.sql
DELETE FROM users WHERE age > max(age);
--! 1:31 error INS0301: misuse of aggregate function max()
--= 010_ambiguous.sql
INSERT INTO posts(user_id, title) SELECT u.id, id FROM users u JOIN posts p ON p.user_id = u.id;
--! 1:48 error INS0301: ambiguous column name: id
--= 011_check_subquery.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, u INTEGER CHECK (u IN (SELECT id FROM users)));
--! 1:63 error INS0301: subqueries prohibited in CHECK constraints
--= 012_default_column.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, a TEXT, b TEXT DEFAULT (a));
--! 1:64 error INS0301: default value of column [b] is not constant
--= 013_index_expr_nondeterministic.sql
CREATE INDEX i ON users(random());
--! 1:25 error INS0301: non-deterministic functions prohibited in index expressions
--= 014_add_unique_col.sql
ALTER TABLE users ADD COLUMN code TEXT UNIQUE;
--! 1:30 error INS0301: Cannot add a UNIQUE column
--= 015_add_primary.sql
ALTER TABLE users ADD COLUMN code TEXT PRIMARY KEY;
--! 1:30 error INS0301: Cannot add a PRIMARY KEY column
--= 016_drop_pk.sql
-- @destructive users.id: gone
ALTER TABLE users DROP COLUMN id;
--! 2:31 error INS0301: cannot drop PRIMARY KEY column: "id"
