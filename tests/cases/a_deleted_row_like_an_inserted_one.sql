--= options
--ddl-only=off
--= 001_tables.sql
CREATE TABLE tables(name TEXT NOT NULL PRIMARY KEY, enabled INTEGER NOT NULL);
INSERT INTO tables VALUES ('users', 1), ('notes', 1);
--= 002_pages.sql
DELETE FROM tables WHERE name = 'notes';
INSERT OR IGNORE INTO tables VALUES ('pages', 1), ('links', 1);
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:13 error INS0406: DELETE takes 1 of 5 rows of tables
