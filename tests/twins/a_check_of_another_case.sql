--= 001_first.sql
CREATE TABLE goods(id INTEGER PRIMARY KEY, price INTEGER NOT NULL CHECK (Price % 7 <> 3)) STRICT;
--= 002_step.sql
--? harmful INS0505
-- @rebuild goods price = price + 1
CREATE TABLE goods(id INTEGER PRIMARY KEY, price INTEGER NOT NULL CHECK (Price % 7 <> 3)) STRICT;
--= 002_step.sql
--? harmless
-- @rebuild goods price = price + 7
CREATE TABLE goods(id INTEGER PRIMARY KEY, price INTEGER NOT NULL CHECK (Price % 7 <> 3)) STRICT;
