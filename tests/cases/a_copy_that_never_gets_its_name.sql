--= 001_item.sql
CREATE TABLE item(id INTEGER PRIMARY KEY, n TEXT NOT NULL);
--= 002_item.sql
ALTER TABLE item RENAME TO item_old;
CREATE TABLE item(id INTEGER PRIMARY KEY, n TEXT NOT NULL, p INTEGER);
CREATE TABLE item_new(id INTEGER PRIMARY KEY, n TEXT NOT NULL, p INTEGER);
INSERT INTO item_new(id, n) SELECT id, n FROM item_old;
DROP TABLE item_old;
--! 2:14 warning INS0431: the rows of item are in item_new now, and none of them is in the new item
