CREATE TABLE schema_migrations(a INTEGER PRIMARY KEY);
--! 1:14 error INS0703: reserved name schema_migrations
CREATE TABLE sqlite_x(a INTEGER PRIMARY KEY);
--! 3:14 error INS0703: reserved name sqlite_x
CREATE VIEW schema_backfills AS SELECT 1 AS a;
--! 5:13 error INS0703: reserved name schema_backfills
DROP TABLE IF EXISTS schema_backfill_skipped;
--! 7:22 error INS0703: reserved name schema_backfill_skipped
