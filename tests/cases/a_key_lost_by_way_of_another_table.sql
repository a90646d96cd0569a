--= 001_links.sql
CREATE TABLE links(a INTEGER NOT NULL, b INTEGER NOT NULL, note TEXT, PRIMARY KEY (a, b), UNIQUE (b, note));
--= 002_links.sql
CREATE TEMP TABLE kept AS SELECT a, b, note FROM main.links;
DROP TABLE links;
CREATE TABLE links(a INTEGER NOT NULL, b INTEGER NOT NULL, note TEXT, UNIQUE (a, b, note));
INSERT INTO links(a, b, note) SELECT a, b, note FROM kept;
DROP TABLE kept;
--! 3:14 warning INS0613: links is built anew with a wider PRIMARY KEY: (a, b, note), it was (a, b)
--! 3:14 warning INS0613: links is built anew with a wider UNIQUE: (a, b, note), it was (b, note)
--! 3:14 note INS0715: rows of links with NULL in note may have the same a,b,note
