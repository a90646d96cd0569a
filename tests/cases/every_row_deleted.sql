--= options
--ddl-only=off
--= 001_cache.sql
CREATE TABLE cache(id INTEGER PRIMARY KEY, body TEXT);
--= 002_clear.sql
DELETE FROM cache;
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:13 error INS0405: DELETE without WHERE empties cache
