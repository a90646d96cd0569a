--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, a TEXT NOT NULL, ab TEXT, b INTEGER, c TEXT NOT NULL UNIQUE);
CREATE UNIQUE INDEX users_a ON users(a);
CREATE UNIQUE INDEX users_b ON users(b) WHERE b > 0;
CREATE INDEX users_ab ON users(ab COLLATE NOCASE, b DESC);
CREATE INDEX users_lower ON users(lower(a));
--= 002_users.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, a TEXT NOT NULL, ab TEXT, b INTEGER, c TEXT NOT NULL);
INSERT INTO users_new(id, a, ab, b, c) SELECT id, a, ab, b, c FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
CREATE INDEX users_expression ON users(abs(b));
CREATE UNIQUE INDEX users_long ON users(b, a);
CREATE UNIQUE INDEX users_b ON users(b);
CREATE INDEX users_ab ON users(ab COLLATE NOCASE, b);
CREATE INDEX users_lower ON users(a);
CREATE INDEX users_c ON users(c);
--! 6:21 note INS0715: rows of users with NULL in b may have the same b,a
--! 7:38 warning INS0507: UNIQUE constraint failed: users.b
--! 1:14 error INS0609: users is built anew without its UNIQUE (c)
--! 1:14 warning INS0613: users is built anew with a wider UNIQUE: (b, a), it was (a)
--! 1:14 warning INS0610: users is built anew without the WHERE b > 0 of its unique index users_b
--! 1:14 warning INS0610: users is built anew with another order of its index users_ab: DESC is not where it was
--! 1:14 warning INS0610: users is built anew with index users_lower on (a), it was on (lower(a))
