--= 001_first.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, d TEXT NOT NULL CHECK (json_valid(d)), v TEXT);
--= 002_step.sql
--? harmful INS0423
ALTER TABLE t ADD COLUMN k TEXT;
UPDATE t SET k = json_extract(d, '$.kind');
UPDATE t SET v = NULL WHERE k = 'gone';
--= 002_step.sql
--? harmless
ALTER TABLE t ADD COLUMN k TEXT;
UPDATE t SET k = json_extract(d, '$.kind');
