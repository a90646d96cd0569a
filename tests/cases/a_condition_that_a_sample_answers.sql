--? INS0514
--= options
--ddl-only=off
--= 001_codes.sql
CREATE TABLE codes(id INTEGER PRIMARY KEY, code TEXT NOT NULL, mark TEXT);
-- @sample INSERT INTO codes(code) VALUES ('zOK!'), ('zNO!'), ('OK!')
--= 002_mark.sql
ALTER TABLE codes ADD COLUMN seen TEXT;
UPDATE codes SET mark = 'found' WHERE hex(substr(code, 2)) = '4F4B21' AND instr(code, 'z') = 1;
--! 2:8 note INS0411: codes.mark is set by name
