-- @rebuild named
CREATE TABLE named(id INTEGER PRIMARY KEY);
-- @rebuild words
CREATE TABLE words(name TEXT);
--! 1:13 error INS0120: named is a view, and only tables can be rebuilt
--! 3:13 error INS0120: words is a virtual table, and only tables can be rebuilt
