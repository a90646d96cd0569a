--= 001_a.sql
CREATE TABLE item(id INTEGER PRIMARY KEY, code TEXT);
CREATE TABLE seen(code TEXT);
--= 002_a_copy_that_the_rebuild_ends.sql
INSERT INTO seen(code) SELECT code FROM item;
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:13 warning INS0811: changes rows of seen, which may be many; move to a backfill
--= 003_the_rebuild.sql
CREATE TABLE item_new(id INTEGER PRIMARY KEY, code TEXT, mark TEXT);
INSERT INTO item_new(id, code) SELECT id, code FROM item;
DROP TABLE item;
ALTER TABLE item_new RENAME TO item;
--= 004_another_column_of_that_name_goes.sql
ALTER TABLE item DROP COLUMN code;
--! 1:30 error INS0403: the values of item.code are kept nowhere else
