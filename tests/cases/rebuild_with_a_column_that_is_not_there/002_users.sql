-- @rebuild users emial = mail
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT);
--! 1:19 error INS0120: the new users has no column emial; did you mean email?
