-- @destructive all of it is made anew
DROP TABLE t;
CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);
--! 2:1 note INS0310: nothing in the schema tells that this step has run
--! 2:12 note INS0404: t is made anew without its rows
--! 3:14 note INS0413: the new t counts from lower than the old one: ids of deleted rows are given again
