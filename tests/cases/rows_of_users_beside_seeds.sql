--= 001_tags.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO tags(name) VALUES ('red'), ('green'), ('blue'), ('black'), ('white'), ('grey'),
	('pink'), ('brown'), ('orange'), ('yellow');
--= 002_again.sql
-- @allow INS0310 the same tables
DROP TABLE tags;
--! 2:12 error INS0404: tags is made anew without 3 of its 13 rows
CREATE TABLE tags(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO tags(name) VALUES ('red'), ('green'), ('blue'), ('black'), ('white'), ('grey'),
	('pink'), ('brown'), ('orange'), ('yellow');
