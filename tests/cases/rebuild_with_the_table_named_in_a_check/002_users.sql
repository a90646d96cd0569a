-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT CHECK (users.name <> ''), mail TEXT);
--! 2:61 error INS0120: no such column: users.name
