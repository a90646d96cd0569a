--= 001_s1.sql
CREATE TABLE m(id INTEGER PRIMARY KEY, a TEXT NOT NULL, b INTEGER NOT NULL DEFAULT 0);
CREATE VIEW w AS SELECT id FROM m;
--= 002_s2.sql
CREATE VIEW IF NOT EXISTS w AS SELECT id, a FROM m;
CREATE TABLE other(id INTEGER PRIMARY KEY);
--! 1:27 warning INS0608: w is there already, in another shape; nothing happens
