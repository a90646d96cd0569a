CREATE TABLE t(a INTEGER PRIMARY KEY);
UPDATE sqlite_master SET sql = 'CREATE TABLE t(a, b)' WHERE name = 't';
--! 2:8 error INS0809: writing to the schema table is not allowed
DELETE FROM sqlite_schema;
--! 4:13 error INS0809: writing to the schema table is not allowed
