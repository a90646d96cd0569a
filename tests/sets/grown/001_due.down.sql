ALTER TABLE loans DROP COLUMN due_on;
DROP TABLE shelves;
