--= 001_first.sql
CREATE TABLE codes(id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);
--= 002_step.sql
--? harmful INS0507
CREATE TABLE codes_new(id INTEGER PRIMARY KEY, code INTEGER NOT NULL UNIQUE);
INSERT INTO codes_new(id, code) SELECT id, code FROM codes;
DROP TABLE codes;
ALTER TABLE codes_new RENAME TO codes;
--= 002_step.sql
--? harmless
CREATE TABLE codes_new(id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);
INSERT INTO codes_new(id, code) SELECT id, code FROM codes;
DROP TABLE codes;
ALTER TABLE codes_new RENAME TO codes;
