--= 001_first.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, v TEXT);
--= 002_step.sql
--? harmful INS0423
ALTER TABLE t ADD COLUMN w TEXT;
UPDATE t SET w = upper(v) WHERE kind = 'zebra';
UPDATE t SET v = NULL WHERE w IS NOT NULL;
UPDATE t SET v = NULL WHERE w IS NULL AND kind = 'lion';
--= 002_step.sql
--? harmless
ALTER TABLE t ADD COLUMN w TEXT;
UPDATE t SET w = v;
ALTER TABLE t DROP COLUMN v;
