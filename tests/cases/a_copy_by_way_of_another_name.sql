--? INS0431
--= 001_item.sql
CREATE TABLE item(id INTEGER PRIMARY KEY, n TEXT NOT NULL);
--= 002_item.sql
ALTER TABLE item RENAME TO item_old;
CREATE TABLE item_kept(id INTEGER PRIMARY KEY, n TEXT NOT NULL);
INSERT INTO item_kept(id, n) SELECT id, n FROM item_old;
DROP TABLE item_old;
CREATE TABLE item(id INTEGER PRIMARY KEY, n TEXT NOT NULL, p INTEGER);
INSERT INTO item(id, n) SELECT id, n FROM item_kept;
