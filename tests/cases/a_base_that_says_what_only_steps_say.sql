--= base.sql
-- @was the_beginning
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
-- @down
DROP TABLE users;
--! 1:4 error INS0113: @was in base.sql
--! 3:4 error INS0113: @down in base.sql
--= 001_mail.sql
ALTER TABLE users ADD COLUMN mail TEXT;
