--= 001_t.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT, x BLOB);
CREATE TABLE u(id INTEGER PRIMARY KEY, x BLOB);
--= 002_seed.sql
CREATE TABLE a(id INTEGER PRIMARY KEY, x BLOB);
INSERT INTO a(id, x) VALUES (1, zeroblob(900000000));
--! 2:1 error INS0810: the statement makes a value of more than 16 MB
--= 003_seed.sql
CREATE TABLE b(id INTEGER PRIMARY KEY, v TEXT);
INSERT INTO b(id, v) VALUES (1, hex(zeroblob(400000000)));
--! 2:1 error INS0810: the statement makes a value of more than 16 MB
--= 004_seed.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, x BLOB);
INSERT INTO c(id, x) VALUES (1, zeroblob(1000000));
