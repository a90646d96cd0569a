--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
-- @down
DROP TABLE users;
--= 002_born.sql
ALTER TABLE users ADD COLUMN born TEXT;
-- @down
-- @destructive they come back
ALTER TABLE users DROP COLUMN born;
DELETE FROM users;
--! 3:4 error INS0417: @destructive does not name what goes
--! 5:13 error INS0311: DELETE without WHERE empties users
