--= 001_first.sql
CREATE TABLE goods(id INTEGER PRIMARY KEY, price REAL NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0508
-- @rebuild goods
CREATE TABLE goods(id INTEGER PRIMARY KEY, price INTEGER NOT NULL) STRICT;
--= 002_step.sql
--? harmless
-- @rebuild goods price = CAST(round(price * 100) AS INTEGER)
CREATE TABLE goods(id INTEGER PRIMARY KEY, price INTEGER NOT NULL) STRICT;
