--= 001_first.sql
CREATE TABLE docs(id TEXT PRIMARY KEY NOT NULL, body TEXT);
--= 002_step.sql
--? harmful INS0508
CREATE TABLE docs_new(id INTEGER PRIMARY KEY, body TEXT);
INSERT INTO docs_new(id, body) SELECT id, body FROM docs WHERE id GLOB '[0-9a]*';
--= 002_step.sql
--? harmless
CREATE TABLE docs_new(id TEXT PRIMARY KEY NOT NULL, body TEXT);
INSERT INTO docs_new(id, body) SELECT id, body FROM docs WHERE id GLOB '[0-9a]*';
