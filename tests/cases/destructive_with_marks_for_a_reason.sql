--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, a TEXT, b TEXT);
--= 002_a.sql
-- @destructive users.a: … ?!
ALTER TABLE users DROP COLUMN a;
--! 1:4 error INS0420: @destructive needs a reason
--! 2:31 note INS0403: the values of users.a are kept nowhere else
--= 003_b.sql
-- @destructive users.b: TODO find out
ALTER TABLE users DROP COLUMN b;
--! 1:4 error INS0420: @destructive needs a reason
--! 2:31 note INS0403: the values of users.b are kept nowhere else
