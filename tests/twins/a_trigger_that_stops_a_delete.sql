--= 001_first.sql
CREATE TABLE bills(id INTEGER PRIMARY KEY, paid INTEGER NOT NULL, day INTEGER NOT NULL) STRICT;
CREATE TRIGGER bills_paid BEFORE DELETE ON bills BEGIN SELECT CASE WHEN old.paid = 77 THEN RAISE (ABORT, 'paid') END; END;
--= 002_step.sql
--? harmful INS0510
-- @destructive bills: old bills are on paper
DELETE FROM bills WHERE day < 20000;
--= 002_step.sql
--? harmless
-- @destructive bills: old bills are on paper
DELETE FROM bills WHERE day < 20000 AND paid <> 77;
