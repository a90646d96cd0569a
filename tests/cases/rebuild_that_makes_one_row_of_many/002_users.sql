-- @rebuild users name = max(name)
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT);
--! 2:14 note INS0310: nothing in the schema tells that this step has run
--! 2:14 error INS0404: users is made anew without 4 of its 5 rows
