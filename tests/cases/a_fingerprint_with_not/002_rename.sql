-- @fingerprint not index i, not column t.b, column t.c TEXT
DROP INDEX i;
ALTER TABLE t RENAME COLUMN b TO c;
