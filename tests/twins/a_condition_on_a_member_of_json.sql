--= 001_first.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, d TEXT NOT NULL CHECK (json_valid(d)), v TEXT);
--= 002_step.sql
--? harmful INS0423
UPDATE t SET v = NULL WHERE json_extract(d, '$.kind') = 'archived';
--= 002_step.sql
--? harmless
UPDATE t SET v = v WHERE json_extract(d, '$.kind') = 'archived';
