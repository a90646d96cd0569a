--? INS0417
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT, d TEXT);
--= 002_a.sql
-- @destructive users.a: TODO
ALTER TABLE users DROP COLUMN a;
--! 1:4 error INS0420: @destructive needs a reason
--! 2:31 note INS0403: the values of users.a are kept nowhere else
--= 003_b.sql
-- @destructive users.b:
ALTER TABLE users DROP COLUMN b;
--! 1:4 error INS0420: @destructive needs a reason
--! 2:31 note INS0403: the values of users.b are kept nowhere else
--= 004_c.sql
-- @destructive users.c: WHY
ALTER TABLE users DROP COLUMN c;
--! 1:4 error INS0420: @destructive needs a reason
--! 2:31 note INS0403: the values of users.c are kept nowhere else
