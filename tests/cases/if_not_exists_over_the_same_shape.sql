--? INS0608
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE INDEX users_name ON users(name);
--= 002_again.sql
create table if not exists "users" (id integer primary key, name text);
CREATE INDEX IF NOT EXISTS users_name
	ON users(name);
CREATE TABLE IF NOT EXISTS notes(id INTEGER PRIMARY KEY);
