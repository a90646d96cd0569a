-- Three renames in one step: the two tables exchange their names.
ALTER TABLE a RENAME TO spare;
ALTER TABLE c RENAME TO a;
ALTER TABLE spare RENAME TO c;
