--= 001_codes.sql
CREATE TABLE codes(id INTEGER PRIMARY KEY, code TEXT NOT NULL);
--= 002_mark.sql
ALTER TABLE codes ADD COLUMN mark TEXT;
-- @backfill marks
UPDATE codes SET mark = 'found' WHERE mark IS NULL AND hex(substr(code, 2)) = '4F4B21';
--! 3:1 note INS0514: the rows met 1 of 2 situations
