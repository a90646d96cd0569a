CREATE TABLE t(a INTEGER PRIMARY KEY);
PRAGMA writable_schema = ON;
--! 2:8 error INS0809: writable_schema not allowed
UPDATE sqlite_master SET sql = 'CREATE TABLE t(a, b)' WHERE name = 't';
--! 4:8 error INS0809: writing to the schema table is not allowed
