--= 001_first.sql
CREATE TABLE docs(id INTEGER PRIMARY KEY, body TEXT NOT NULL, title TEXT) STRICT;
--= 002_step.sql
--? harmful INS0508
UPDATE docs SET title = json_extract(body, '$.title');
--= 002_step.sql
--? harmless
UPDATE docs SET title = json_extract(body, '$.title') WHERE json_valid(body);
