--= 001_first.sql
CREATE TABLE goods(id INTEGER PRIMARY KEY, low INTEGER NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0505
ALTER TABLE goods ADD COLUMN high INTEGER NOT NULL DEFAULT 100 CHECK (high >= low);
--= 002_step.sql
--? harmless
ALTER TABLE goods ADD COLUMN high INTEGER CHECK (high >= low);
