--= 001_first.sql
CREATE TABLE codes(id INTEGER PRIMARY KEY, code TEXT NOT NULL CHECK (hex(substr(code, 2)) = '4F4B21' AND instr(code, 'z') = 1), a TEXT, b TEXT) STRICT;
--= 002_step.sql
--? harmful INS0403
ALTER TABLE codes DROP COLUMN a;
--= 002_step.sql
--? harmless
-- @destructive codes.a: it was never shown
ALTER TABLE codes DROP COLUMN a;
