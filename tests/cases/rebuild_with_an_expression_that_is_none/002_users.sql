-- @rebuild users email = lower(maill),
--    name = mail AS name
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT);
--! 1:33 error INS0120: no such column: maill
--! 2:19 error INS0120: near "AS": syntax error
