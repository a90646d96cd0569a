--= 001_first.sql
CREATE TABLE cats(name TEXT PRIMARY KEY NOT NULL) STRICT;
CREATE TABLE dogs(name TEXT PRIMARY KEY NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0507
CREATE TABLE pets(name TEXT PRIMARY KEY NOT NULL) STRICT;
INSERT INTO pets(name) SELECT name FROM cats;
INSERT INTO pets(name) SELECT name FROM dogs;
--= 002_step.sql
--? harmless
CREATE TABLE pets(kind TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (kind, name)) STRICT;
INSERT INTO pets(kind, name) SELECT 'cat', name FROM cats;
INSERT INTO pets(kind, name) SELECT 'dog', name FROM dogs;
