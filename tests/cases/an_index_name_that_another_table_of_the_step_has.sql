--= 001_t.sql
CREATE TABLE a(id INTEGER PRIMARY KEY, t INTEGER NOT NULL);
CREATE TABLE b(id INTEGER PRIMARY KEY, t INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS by_t ON a(t);
CREATE INDEX IF NOT EXISTS by_t ON b(t);
CREATE TABLE IF NOT EXISTS "b"(id INTEGER NOT NULL, t INTEGER NOT NULL, PRIMARY KEY ("id"));
CREATE TABLE IF NOT EXISTS a(id INTEGER PRIMARY KEY, t INTEGER);
--! 4:28 warning INS0608: by_t is there already, as an index of a; nothing happens
--! 6:28 warning INS0608: a is there already, in another shape; nothing happens
