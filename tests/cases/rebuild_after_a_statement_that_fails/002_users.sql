CREATE INDEX users_mail ON users(maill);
-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT, age);
--! 1:34 error INS0301: no such column: maill; did you mean mail?
