--= 001_a.sql
CREATE TABLE link(id INTEGER PRIMARY KEY, item INTEGER, kind TEXT);
CREATE TABLE item(id INTEGER PRIMARY KEY, code TEXT);
CREATE TABLE label(id INTEGER PRIMARY KEY, n INTEGER);
--= 002_b.sql
UPDATE link SET kind = 'item' WHERE kind IS NULL AND EXISTS (SELECT 1 FROM item WHERE item.id = link.item);
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:8 warning INS0811: changes rows of link, which may be many; move to a backfill
--! 1:8 note INS0411: link.kind is set by name
--= 003_a_step_that_fails.sql
INSERT INTO label(id, n) SELECT 1, n FROM label;
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:19 warning INS0507: UNIQUE constraint failed: label.id
--= 004_d.sql
DELETE FROM item WHERE id NOT IN (SELECT max(id) FROM item GROUP BY code);
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:13 error INS0406: DELETE takes 1 of 7 rows of item
