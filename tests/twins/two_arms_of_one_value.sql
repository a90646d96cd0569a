--= 001_first.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, s TEXT NOT NULL);
--= 002_step.sql
--? harmful INS0423
UPDATE t SET s = CASE s WHEN 'a' THEN 'x' WHEN 'b' THEN 'x' ELSE s END;
--= 002_step.sql
--? harmless
UPDATE t SET s = CASE s WHEN 'a' THEN 'xa1' WHEN 'b' THEN 'xb1' ELSE s END;
