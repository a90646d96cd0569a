--= 001_first.sql
CREATE TABLE docs(id INTEGER PRIMARY KEY, tags TEXT NOT NULL) STRICT;
CREATE TABLE tags(doc INTEGER NOT NULL, tag TEXT) STRICT;
--= 002_step.sql
--? harmful INS0508
INSERT INTO tags(doc, tag) SELECT d.id, j.value FROM docs AS d, json_each(d.tags) AS j;
--= 002_step.sql
--? harmless
INSERT INTO tags(doc, tag)
SELECT d.id, j.value
FROM docs AS d, json_each(CASE WHEN json_valid(d.tags) THEN d.tags ELSE '[]' END) AS j;
