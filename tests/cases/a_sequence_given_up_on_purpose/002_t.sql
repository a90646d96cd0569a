-- @destructive t: ids are given again from here on
CREATE TABLE n(id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT, b TEXT);
INSERT INTO n(id, a) SELECT id, a FROM t;
DROP TABLE t;
ALTER TABLE n RENAME TO t;
--! 3:13 note INS0413: the new t counts from lower than the old one: ids of deleted rows are given again
