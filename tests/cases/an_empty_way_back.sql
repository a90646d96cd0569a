CREATE TABLE users(id INTEGER PRIMARY KEY);
-- @down
-- DROP TABLE users;
--! 1:1 note INS0108: no statement after @down
