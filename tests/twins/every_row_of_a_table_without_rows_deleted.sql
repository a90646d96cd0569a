--= 001_first.sql
CREATE TABLE codes(id INTEGER PRIMARY KEY, code TEXT NOT NULL CHECK (hex(substr(code, 2)) = '4F4B21' AND instr(code, 'z') = 1), a TEXT, b TEXT) STRICT;
--= 002_step.sql
--? harmful INS0405
DELETE FROM codes;
--= 002_step.sql
--? harmless
-- @destructive codes: they are made by the server now
DELETE FROM codes;
