--? INS0822
-- @transaction none
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA page_size = 8192;
PRAGMA journal_mode = WAL;
VACUUM;
REINDEX;
ANALYZE;
PRAGMA wal_checkpoint(TRUNCATE);
PRAGMA incremental_vacuum(10);
CREATE INDEX IF NOT EXISTS users_name ON users(name);
-- @down
DROP INDEX IF EXISTS users_name;
VACUUM;
