--= 001_first.sql
CREATE TABLE slots(id INTEGER PRIMARY KEY, slot INTEGER NOT NULL UNIQUE) STRICT;
--= 002_step.sql
--? harmful INS0507
UPDATE slots SET slot = 0 WHERE slot < 0;
--= 002_step.sql
--? harmless
UPDATE slots SET slot = slot * 2 WHERE slot < 0;
