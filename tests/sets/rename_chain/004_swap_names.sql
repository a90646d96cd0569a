-- y becomes x, and z becomes y: both names exist before and after.
ALTER TABLE b RENAME COLUMN y TO x;
ALTER TABLE b RENAME COLUMN z TO y;
