ALTER TABLE badge RENAME COLUMN person_id TO employee_id;
ALTER TABLE badge RENAME TO pass;
