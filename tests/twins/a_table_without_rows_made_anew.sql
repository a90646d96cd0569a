--= 001_first.sql
CREATE TABLE codes(id INTEGER PRIMARY KEY, code TEXT NOT NULL CHECK (hex(substr(code, 2)) = '4F4B21' AND instr(code, 'z') = 1), a TEXT, b TEXT) STRICT;
--= 002_step.sql
--? harmful INS0404
DROP TABLE codes;
CREATE TABLE codes_new(id INTEGER PRIMARY KEY, code TEXT NOT NULL, a TEXT, b TEXT) STRICT;
ALTER TABLE codes_new RENAME TO codes;
--= 002_step.sql
--? harmless
CREATE TABLE codes_new(id INTEGER PRIMARY KEY, code TEXT NOT NULL, a TEXT, b TEXT) STRICT;
INSERT INTO codes_new(id, code, a, b) SELECT id, code, a, b FROM codes;
DROP TABLE codes;
ALTER TABLE codes_new RENAME TO codes;
