-- @rebuild users big = upper(name)
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT, big TEXT AS (upper(name)));
--! 1:19 error INS0120: users.big is generated and takes no value
