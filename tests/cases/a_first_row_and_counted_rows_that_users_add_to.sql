--= 001_tables.sql
CREATE TABLE shops(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO shops(id, name) VALUES (1, 'first');
CREATE TABLE orders(id INTEGER PRIMARY KEY, shop INTEGER NOT NULL REFERENCES shops(id));
CREATE INDEX orders_shop ON orders(shop);
CREATE TABLE labels(id INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL);
--! 5:21 note INS0712: AUTOINCREMENT is rarely needed
INSERT INTO labels(label) VALUES ('new'), ('old');
CREATE TABLE limits(id INTEGER PRIMARY KEY CHECK (id > 1), most INTEGER NOT NULL CHECK (most = 5));
--= 002_change.sql
-- @fingerprint rows (SELECT 1 FROM shops WHERE name = 'FIRST')
UPDATE shops SET name = upper(name);
UPDATE labels SET label = upper(label);
UPDATE limits SET most = most;
--! 2:8 note INS0411: shops.name is set by name
--! 2:8 warning INS0811: changes rows of shops, which may be many; move to a backfill
--! 3:8 note INS0411: labels.label is set by name
--! 3:8 warning INS0811: changes rows of labels, which may be many; move to a backfill
--! 4:8 warning INS0811: changes rows of limits, which may be many; move to a backfill
