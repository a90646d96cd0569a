--= 001_items.sql
CREATE TABLE items(id INTEGER PRIMARY KEY, code TEXT NOT NULL);
--= 002_short.sql
CREATE TABLE proof(value TEXT NOT NULL CHECK (length(value) <= 2));
INSERT INTO proof SELECT code FROM items;
DROP TABLE proof;
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 2:1 warning INS0505: CHECK constraint failed: length(value) <= 2
--= 003_short.sql
CREATE TABLE shorter(id INTEGER PRIMARY KEY, code TEXT NOT NULL CHECK (length(code) <= 2));
INSERT INTO shorter(id, code) SELECT id, code FROM items;
DROP TABLE items;
ALTER TABLE shorter RENAME TO items;
--! 2:1 error INS0505: CHECK constraint failed: length(code) <= 2
