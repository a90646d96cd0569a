--? INS0703 INS0709
CREATE TABLE sqlites(id INTEGER PRIMARY KEY, schema_migrations TEXT, row_id INTEGER, oids TEXT);
CREATE TABLE schema_migration(rowid INTEGER PRIMARY KEY, sqlite_sequence TEXT);
CREATE INDEX instars ON sqlites(row_id);
CREATE TABLE pairs(oid TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
