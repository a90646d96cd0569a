--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_alter_column_type.sql
ALTER TABLE users ALTER COLUMN age TYPE TEXT;
--! 1:19 error INS0301: SQLite has no ALTER COLUMN TYPE TEXT
--= 003_modify_column.sql
ALTER TABLE users MODIFY COLUMN age TEXT NOT NULL;
--! 1:19 error INS0301: SQLite has no MODIFY: a column cannot be changed in place
--= 004_change_column.sql
ALTER TABLE users CHANGE age years INTEGER;
--! 1:19 error INS0301: SQLite has no CHANGE
--= 005_add_constraint_fk.sql
ALTER TABLE posts ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users(id);
--! 1:19 error INS0301: SQLite has no ADD CONSTRAINT but for a CHECK, since 3.53
--= 006_add_unique.sql
ALTER TABLE users ADD UNIQUE (email);
--! 1:19 error INS0301: SQLite has no ADD UNIQUE
--= 007_add_primary_key.sql
ALTER TABLE users ADD PRIMARY KEY (email);
--! 1:19 error INS0301: SQLite has no ADD PRIMARY KEY
--= 008_several_adds.sql
ALTER TABLE users ADD COLUMN x TEXT, ADD COLUMN y TEXT;
--! 1:36 error INS0301: an ALTER TABLE of SQLite changes one column
--= 009_add_if_not_exists.sql
ALTER TABLE users ADD COLUMN IF NOT EXISTS x TEXT;
--! 1:30 error INS0301: SQLite has no ADD COLUMN IF NOT EXISTS; a step runs once
--= 010_drop_column_if_exists.sql
-- @destructive users.age: gone
ALTER TABLE users DROP COLUMN IF EXISTS age;
--! 2:31 error INS0301: SQLite has no DROP COLUMN IF EXISTS; a step runs once
--= 011_alter_if_exists.sql
ALTER TABLE IF EXISTS users ADD COLUMN x TEXT;
--! 1:13 error INS0301: SQLite has no ALTER TABLE IF EXISTS
--= 012_drop_fk.sql
ALTER TABLE posts DROP FOREIGN KEY fk;
--! 1:19 error INS0301: SQLite has no DROP FOREIGN KEY
--= 013_alter_drop_two.sql
-- @destructive users.age, users.email: gone
ALTER TABLE users DROP COLUMN age, DROP COLUMN email;
--! 2:34 error INS0301: an ALTER TABLE of SQLite changes one column
--= 014_add_parens.sql
ALTER TABLE users ADD (x TEXT, y TEXT);
--! 1:23 error INS0301: SQLite adds one column at a time, without parentheses
--= 015_alter_rename_index.sql
ALTER INDEX posts_user RENAME TO pu;
--! 1:7 error INS0301: SQLite has no ALTER INDEX
--= 016_alter_set_default.sql
ALTER TABLE users ALTER COLUMN age SET DEFAULT 1;
--! 1:19 error INS0301: SQLite has no ALTER COLUMN SET DEFAULT 1
--= 017_full_sentence.sql
ALTER TABLE users RENAME name column TO full_name;
--! 1:26 error INS0301: the words of RENAME COLUMN are in another order
