-- SQLite tells no names apart by case; so nothing shows that this step has run.
ALTER TABLE a RENAME TO spare;
ALTER TABLE spare RENAME TO "A";
ALTER TABLE c RENAME COLUMN other TO "Other";
