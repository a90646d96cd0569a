--= 001_first.sql
CREATE TABLE feeds(url TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL) STRICT;
CREATE TABLE more(url TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0401
INSERT INTO feeds(url, title) SELECT url, title FROM more WHERE true ON CONFLICT (url) DO NOTHING;
DROP TABLE more;
--= 002_step.sql
--? harmless
CREATE TABLE extra(url TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL) STRICT;
INSERT INTO extra(url, title) SELECT url, title FROM more WHERE true ON CONFLICT (url) DO NOTHING;
DROP TABLE more;
