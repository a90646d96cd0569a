--= 001_users.sql
-- @allow INS0705 the finding is in the next step
CREATE TABLE users(id INTEGER PRIMARY KEY);
--! 1:4 warning INS0114: @allow INS0705 silences nothing
--= 002_zip.sql
ALTER TABLE users ADD COLUMN zip STRING;
--! 1:34 warning INS0705: type string of zip is not what it says
