-- @rebuild users
-- @rebuild Users name = 'x'
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT);
--! 2:13 error INS0112: @rebuild Users was already given
