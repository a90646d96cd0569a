--= 001_a.sql
-- @release 1.0
CREATE TABLE deal(id INTEGER PRIMARY KEY, seller INTEGER NOT NULL, buyer INTEGER NOT NULL, zip TEXT);
--= 002_b.sql
-- @release 1.1
CREATE TABLE deal_new(id INTEGER PRIMARY KEY, seller INTEGER NOT NULL, buyer INTEGER NOT NULL, zip NUMERIC);
INSERT INTO deal_new(id, buyer, seller, zip) SELECT id, seller, buyer, zip FROM deal;
--= 003_c.sql
-- @release 1.1
DROP TABLE deal;
--! 2:12 error INS0408: the copy fills deal.seller, deal.buyer by position, from other columns
--! 2:12 warning INS0412: the values of deal.zip are stored as another type
ALTER TABLE deal_new RENAME TO deal;
