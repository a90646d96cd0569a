--= 001_first.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
--= 002_step.sql
--? harmful INS0507
INSERT INTO tags(name) VALUES ('todo');
--= 002_step.sql
--? harmless
INSERT INTO tags(name) SELECT 'todo' WHERE NOT EXISTS (SELECT 1 FROM tags WHERE name = 'todo');
