--? INS0403
--= 001_item.sql
CREATE TABLE item(id INTEGER PRIMARY KEY, width INTEGER);
--= 002_layout.sql
CREATE TABLE layout(item_id INTEGER PRIMARY KEY, width INTEGER NOT NULL);
INSERT INTO layout(item_id, width) SELECT id, width FROM item;
--! 2:29 warning INS0506: NOT NULL constraint failed: layout.width
--= 003_drop.sql
ALTER TABLE item DROP COLUMN width;
