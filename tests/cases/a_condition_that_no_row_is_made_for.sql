--= 001_codes.sql
CREATE TABLE codes(id INTEGER PRIMARY KEY, code TEXT NOT NULL);
--= 002_mark.sql
UPDATE codes SET code = 'found' WHERE hex(substr(code, 2)) = '4F4B21' AND instr(code, 'z') = 1;
--! 1:1 note INS0514: the rows met 3 of 4 situations
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:8 warning INS0811: changes rows of codes, which may be many; move to a backfill
