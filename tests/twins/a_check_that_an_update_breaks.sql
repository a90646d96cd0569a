--= 001_first.sql
CREATE TABLE goods(id INTEGER PRIMARY KEY, price INTEGER NOT NULL CHECK (price >= 0)) STRICT;
--= 002_step.sql
--? harmful INS0505
UPDATE goods SET price = price - 10;
--= 002_step.sql
--? harmless
UPDATE goods SET price = price - 10 WHERE price >= 10;
